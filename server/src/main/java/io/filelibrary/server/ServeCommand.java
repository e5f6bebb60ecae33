package io.filelibrary.server;

import io.filelibrary.http.HttpOptions;
import io.filelibrary.http.access.Caller;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.server.serve.ApiKeys;
import io.filelibrary.server.serve.Housekeeping;
import io.filelibrary.server.serve.HttpServer;
import io.filelibrary.server.serve.HttpServer.Served;
import io.filelibrary.server.serve.HttpServerOptions;
import io.filelibrary.server.serve.ServeLock;
import io.filelibrary.server.serve.Service;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = {
      "Serves the library by HTTP until it is stopped; the library is made if there is none.",
      "An option such as --max-file-size may also be given as FILELIBRARY_MAX_FILE_SIZE, or as"
          + " max-file-size=5GiB in the file of --config; signing-key in these two ways alone."
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class ServeCommand extends LibraryCommand {
  /** How long the rest of the end may take, once the transfers have ended or were broken off. */
  private static final Duration CLOSING = Duration.ofMinutes(1);

  /** The channel of the command line, unless it is told another. */
  private static final ChannelId CHANNEL = ChannelId.of("main");

  /** A key that no content has, to see whether the storage answers. */
  private static final ContentKey NOTHING = new ContentKey("private/readiness");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = main().settings(ServeFlags.given(spec));
    ServeSettings own = new ServeSettings(settings);
    HttpServerOptions options = own.server();
    own.checkSigningKey();
    Duration interval = own.collectInterval();
    boolean log = own.accessLog();
    try (Interruption interruption = Interruption.watch(options.shutdownTimeout().plus(CLOSING));
        OpenLibrary library = main().openOrCreate(settings);
        ServeLock lock = ServeLock.take(library.location().directory())) {
      HttpOptions http = own.http(lock.directory());
      Optional<Consumer<String>> lines = log ? Optional.of(this::logLine) : Optional.empty();
      serve(library, options, http, lines, interval, interruption);
      return ExitCode.OK;
    }
  }

  private void serve(
      OpenLibrary library,
      HttpServerOptions options,
      HttpOptions http,
      Optional<Consumer<String>> lines,
      Duration interval,
      Interruption interruption)
      throws IOException {
    ensureChannel(library);
    Path data = library.location().directory();
    ApiKeys keys = ApiKeys.open(data, http.clock());
    Served served =
        new Served(library.library(), keys, library.catalog()::metrics, () -> probe(library));
    HttpServer server = HttpServer.start(served, options, http, lines);
    Housekeeping housekeeping =
        new Housekeeping(
            Map.of("the collector", () -> library.library().collect(), "the spool", server::sweep));
    try (Service service = new Service(server, housekeeping)) {
      service.start(interval);
      Caller caller = new Caller(OpenLibrary.TENANT, main().actorId());
      Optional<ApiKeys.Created> first = keys.createFirst(caller, "made at the first start");
      new Greeting(terminal())
          .print(library, http.publicUrl().orElse(server.url()), server, options.metrics(), first);
      interruption.await();
    }
  }

  /** So that there is one to try things in. */
  private static void ensureChannel(OpenLibrary library) {
    if (library.library().findChannel(CHANNEL).isEmpty()) {
      library.library().ensureChannel(ChannelSpec.of(CHANNEL, OpenLibrary.TENANT));
    }
  }

  private static void probe(OpenLibrary library) throws IOException {
    library.library().findChannel(CHANNEL);
    library.contents().stat(NOTHING);
  }

  /** A line that cannot be written is lost; the requests go on. */
  private void logLine(String line) {
    try {
      terminal().line(line);
      terminal().out().flush();
    } catch (IOException e) {
      terminal().clearStatus();
    }
  }
}
