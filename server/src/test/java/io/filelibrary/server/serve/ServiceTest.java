package io.filelibrary.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.FileLibrary;
import io.filelibrary.http.HttpOptions;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.storage.sqlite.SqliteCatalogMetrics;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop in the middle of its housekeeping. */
final class ServiceTest {
  private static final HttpServerOptions OPTIONS =
      new HttpServerOptions(
          "127.0.0.1",
          0,
          List.of(),
          16,
          100,
          8192,
          Duration.ofSeconds(30),
          0,
          0,
          Duration.ofSeconds(30),
          false);

  @TempDir private Path data;

  @Test
  void nothingNewIsTakenWhileHousekeepingComesToItsEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Housekeeping housekeeping =
        new Housekeeping(
            Map.of(
                "the long one",
                () -> {
                  begun.countDown();
                  end.await();
                }));
    try (FileLibrary library = FileLibrary.inMemory()) {
      HttpServer server = start(library);
      URI url = server.url();
      housekeeping.start(Duration.ofHours(1));
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      new Socket(url.getHost(), url.getPort()).close();
      Thread stop = new Thread(new Service(server, housekeeping)::close);
      stop.start();
      try {
        assertThatThrownBy(() -> connectAgainAndAgain(url)).isInstanceOf(IOException.class);
        assertThat(stop.isAlive()).isTrue();
      } finally {
        end.countDown();
        stop.join();
      }
    }
  }

  private HttpServer start(FileLibrary library) throws IOException {
    SigningKey key = SigningKey.of("0123456789abcdef".repeat(2).getBytes(StandardCharsets.UTF_8));
    HttpServer.Served served =
        new HttpServer.Served(
            library,
            ApiKeys.open(data, Clock.systemUTC()),
            () -> new SqliteCatalogMetrics(0, 0, 0, 0, 0, 0),
            () -> {});
    HttpOptions http = HttpOptions.of(key, data.resolve("spool"));
    return HttpServer.start(served, OPTIONS, http, Optional.empty());
  }

  /** Until it is refused, at the latest when housekeeping would be interrupted by its own. */
  private static void connectAgainAndAgain(URI url) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      new Socket(url.getHost(), url.getPort()).close();
    }
  }
}
