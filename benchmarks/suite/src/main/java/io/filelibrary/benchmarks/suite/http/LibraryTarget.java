package io.filelibrary.benchmarks.suite.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.benchmarks.suite.large.NoiseStream;
import io.filelibrary.http.FileLibraryServlet;
import io.filelibrary.http.HttpOptions;
import io.filelibrary.http.access.Caller;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.timetap.TimeTapOptions;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.TenantId;
import io.filelibrary.server.serve.ApiKeys;
import io.filelibrary.server.serve.HttpServer;
import io.filelibrary.server.serve.HttpServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The library's servlet over a catalog in SQLite and contents on the disk. */
final class LibraryTarget implements Target {
  private static final Caller CALLER = new Caller(TenantId.of("acme"), ActorId.of("ada"));
  private static final String BOUNDARY = "boundary-of-the-form";
  private static final byte[] FORM_END = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1);

  private final LocalLibrary library;
  private final Closeable server;
  private final URI url;
  private final ContentUrls urls;
  private final String keyHeader;
  private final List<byte[]> small = new ArrayList<>();
  private byte[] large = {};

  private LibraryTarget(
      LocalLibrary library, Closeable server, URI url, HttpOptions http, String keyHeader) {
    this.library = library;
    this.server = server;
    this.url = url;
    this.urls = new ContentUrls(http.signingKey(), http.clock(), http.downloadLifetime());
    this.keyHeader = keyHeader;
  }

  /** Starts it in the Jetty that the bare servlet has, too. */
  static LibraryTarget inPlainJetty(Path directory, Stock stock) throws Exception {
    LocalLibrary library = LocalLibrary.open(directory);
    HttpOptions http = options(directory);
    JettyServer server =
        JettyServer.start(
            FileLibraryServlet.create(library.library(), request -> Optional.of(CALLER), http));
    return new LibraryTarget(library, server, server.url(), http, "").stocked(stock);
  }

  /** Starts it as {@code serve} does: with keys, limits, metrics and an access log. */
  static LibraryTarget asServed(Path directory, Stock stock) throws Exception {
    LocalLibrary library = LocalLibrary.open(directory);
    HttpOptions http = options(directory);
    ApiKeys keys = ApiKeys.open(directory, Clock.systemUTC());
    String key = keys.create(CALLER, "benchmark").text();
    HttpServer server =
        HttpServer.start(
            new HttpServer.Served(library.library(), keys, library.catalog()::metrics, () -> {}),
            new HttpServerOptions(
                "127.0.0.1",
                0,
                List.of(),
                JettyServer.THREADS,
                1000,
                8 << 10,
                Duration.ofSeconds(30),
                1 << 10,
                1 << 10,
                Duration.ofSeconds(30),
                true),
            http,
            Optional.of(line -> {}));
    return new LibraryTarget(
            library, server::close, server.url(), http, "X-API-KEY: " + key + "\r\n")
        .stocked(stock);
  }

  private static HttpOptions options(Path directory) {
    byte[] key = new byte[SigningKey.MIN_BYTES];
    ThreadLocalRandom.current().nextBytes(key);
    return HttpOptions.of(SigningKey.of(key), directory.resolve("spool"))
        .withDownloadLifetime(Duration.ofDays(1))
        .withTimeTap(TimeTapOptions.DEFAULT.withChannelOf(tenant -> ChannelId.of("team")));
  }

  private LibraryTarget stocked(Stock stock) {
    for (int file = 0; file < stock.small(); file++) {
      small.add(
          download(library.files().upload("first-" + file, Noise.bytes(file, stock.smallBytes()))));
    }
    large = download(library.files().upload("large", new NoiseStream(stock.largeBytes())));
    return this;
  }

  private byte[] download(FileItem file) {
    return Connection.get(urls.download(url, CALLER, library.files(), file).getRawPath());
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public byte[] small(ThreadLocalRandom random) {
    return small.get(random.nextInt(small.size()));
  }

  @Override
  public byte[] large() {
    return large;
  }

  @Override
  public void upload(Connection connection, String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        (field("businessId", "acme")
                + field("uploadedFileName", name)
                + field("userName", "Ada")
                + part("file\"; filename=\"" + name)
                + "Content-Type: application/octet-stream\r\n\r\n")
            .getBytes(ISO_8859_1));
    form.writeBytes(bytes);
    form.writeBytes(FORM_END);
    String headers = keyHeader + "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n";
    connection.exchange(
        Connection.request("POST", "/businessWeb/fileUploadS3.do", headers, form.toByteArray()));
  }

  private static String field(String name, String value) {
    return part(name) + "\r\n" + value + "\r\n";
  }

  private static String part(String name) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n";
  }

  @Override
  public void uploadByTwo(Connection connection, String name, byte[] bytes) throws IOException {
    String file = "{\"channelId\":\"team\",\"path\":\"" + name + "\"}";
    String headers = keyHeader + "Content-Type: application/json\r\n";
    String begun =
        connection.text(
            Connection.request("POST", "/v1/files/file", headers, file.getBytes(ISO_8859_1)));
    int from = begun.indexOf("/content/uploads/");
    String target = begun.substring(from, begun.indexOf('"', from));
    connection.exchange(Connection.request("PUT", target, "", bytes));
  }

  @Override
  public void close() throws IOException {
    server.close();
    library.close();
  }
}
