package io.filelibrary.http;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.http.access.ApiKeyHeader;
import io.filelibrary.http.access.Authenticator;
import io.filelibrary.http.access.Caller;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The servlet in Jetty, on a free port of this machine, over a library in memory. */
public final class TestServer implements AutoCloseable {
  /** The key of Ada of the tenant 1001. */
  public static final String ADA = "key-of-ada";

  /** The key of Bob of the tenant 1001. */
  public static final String BOB = "key-of-bob";

  /** The key of Eve of the tenant 2002. */
  public static final String EVE = "key-of-eve";

  /** Whom the keys belong to. */
  public static final Map<String, Caller> CALLERS =
      Map.of(ADA, caller("1001", "ada"), BOB, caller("1001", "bob"), EVE, caller("2002", "eve"));

  private final Server server;
  private final ServerConnector connector;
  private final FileLibrary library;
  private final TestClock clock;
  private final HttpOptions options;

  private TestServer(
      Server server,
      ServerConnector connector,
      FileLibrary library,
      TestClock clock,
      HttpOptions options) {
    this.server = server;
    this.connector = connector;
    this.library = library;
    this.clock = clock;
    this.options = options;
  }

  /** Starts a server over an empty library in memory. */
  public static TestServer start(Path spool) throws Exception {
    return start(spool, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /** Starts a server over an empty library in memory, with other options than the defaults. */
  public static TestServer start(
      Path spool, UnaryOperator<LibraryOptions> library, UnaryOperator<HttpOptions> http)
      throws Exception {
    TestClock clock = new TestClock();
    FileLibrary opened =
        FileLibrary.inMemory(library.apply(LibraryOptions.defaults().withClock(clock)));
    return start(opened, clock, http.apply(HttpOptions.of(signingKey(), spool).withClock(clock)));
  }

  /** Starts a server over a library, which it closes. */
  public static TestServer start(FileLibrary library, TestClock clock, HttpOptions options)
      throws Exception {
    Server server = new Server(threads());
    ServerConnector connector = new ServerConnector(server, 1, 1, factory());
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    context.addServlet(
        new ServletHolder(FileLibraryServlet.create(library, authenticator(), options)), "/*");
    server.setHandler(context);
    server.start();
    return new TestServer(server, connector, library, clock, options);
  }

  private static QueuedThreadPool threads() {
    // All at once: of a server for many tests, one that starts later would be taken for a leak.
    QueuedThreadPool threads = new QueuedThreadPool(16, 16);
    threads.setStopTimeout(1000);
    return threads;
  }

  private static HttpConnectionFactory factory() {
    HttpConfiguration configuration = new HttpConfiguration();
    // Ids of channels may hold slashes, backslashes and percent signs, which clients escape. What
    // containers fear of them is their own decoding of the path, which the servlet never looks at.
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "channels",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));
    return new HttpConnectionFactory(configuration);
  }

  /** The key that the servlet signs with. */
  public static SigningKey signingKey() {
    return SigningKey.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  }

  private static Authenticator authenticator() {
    return request ->
        ApiKeyHeader.read(request).flatMap(key -> Optional.ofNullable(CALLERS.get(key)));
  }

  private static Caller caller(String tenant, String actor) {
    return new Caller(TenantId.of(tenant), ActorId.of(actor));
  }

  /** The library that is served. */
  public FileLibrary library() {
    return library;
  }

  /** The clock of library and servlet. */
  public TestClock clock() {
    return clock;
  }

  /** Where the server is, without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** A client that sends the key of a caller. */
  public TestClient client(String key) {
    return new TestClient(url(), Optional.of(key));
  }

  /** A client that sends no key. */
  public TestClient anonymous() {
    return new TestClient(url(), Optional.empty());
  }

  /** Lets the server wait for at most so long for the next byte, on connections to come. */
  public void patience(Duration longest) {
    connector.setIdleTimeout(longest.toMillis());
  }

  /** Stops the server and leaves the library open. */
  public void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not stop", e);
    }
  }

  /** Stops the server, and starts another one over the same library and spool. */
  public TestServer restarted() throws Exception {
    server.stop();
    return start(library, clock, options);
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      library.close();
    }
  }
}
