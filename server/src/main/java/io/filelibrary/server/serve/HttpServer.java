package io.filelibrary.server.serve;

import io.filelibrary.FileLibrary;
import io.filelibrary.http.FileLibraryServlet;
import io.filelibrary.http.HttpOptions;
import io.filelibrary.storage.sqlite.SqliteCatalogMetrics;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A library served by Jetty, until it is closed. The library stays open. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);
  private static final int LEAST_THREADS = 8;

  /** How long threads have to clean up once their connections are broken. */
  private static final Duration ABORT_PATIENCE = Duration.ofSeconds(10);

  private final Server server;
  private final ServerConnector connector;
  private final GracefulHandler requests;
  private final Readiness readiness;
  private final Optional<Metrics> metrics;
  private final HttpServerOptions options;
  private final FileLibraryServlet servlet;
  private @Nullable CompletableFuture<Void> running;
  private long end;

  private HttpServer(
      Served served,
      HttpServerOptions options,
      HttpOptions http,
      Optional<Consumer<String>> accessLog)
      throws IOException {
    this.options = options;
    this.servlet =
        FileLibraryServlet.create(served.library(), new KeyAuthenticator(served.keys()), http);
    this.server = new Server(threads(options));
    this.connector = new ServerConnector(server, 1, 2, http(options));
    this.requests = new GracefulHandler(transfers(servlet, options));
    this.readiness = new Readiness(served.probe()::ask, PROBE_PATIENCE);
    this.metrics = options.metrics() ? Optional.of(metrics(served, requests)) : Optional.empty();
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setIdleTimeout(options.idleTimeout().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(options.maxConnections(), connector));
    server.setErrorHandler(new ContainerErrors());
    server.setHandler(new OwnEndpoints(requests, readiness, metrics));
    server.setStopTimeout(0);
    List<RequestLog> logs = new ArrayList<>();
    metrics.ifPresent(logs::add);
    accessLog.ifPresent(lines -> logs.add(new AccessLog(lines, http.clock())));
    server.setRequestLog(new RequestLog.Collection(logs.toArray(RequestLog[]::new)));
  }

  /**
   * What is served.
   *
   * @param library the library
   * @param keys the keys of the callers
   * @param commits how the catalog commits
   * @param probe asks whether catalog and storage answer
   */
  public record Served(
      FileLibrary library, ApiKeys keys, Supplier<SqliteCatalogMetrics> commits, Probe probe) {}

  /** Asks what requests depend on. */
  @FunctionalInterface
  public interface Probe {
    /**
     * Asks; may take its time.
     *
     * @throws Exception if it does not answer as it should
     */
    void ask() throws Exception;
  }

  /**
   * Starts to serve.
   *
   * @param served what is served
   * @param options how Jetty takes requests
   * @param http how the servlet answers them
   * @param accessLog takes a line for each request; empty for no log
   * @return the server
   * @throws IOException if it cannot listen, or the spool cannot be used; the message says the fix
   */
  public static HttpServer start(
      Served served,
      HttpServerOptions options,
      HttpOptions http,
      Optional<Consumer<String>> accessLog)
      throws IOException {
    HttpServer server = new HttpServer(served, options, http, accessLog);
    boolean started = false;
    try {
      server.server.start();
      started = true;
      return server;
    } catch (IOException e) {
      throw new IOException(
          "cannot listen at "
              + options.host()
              + ":"
              + options.port()
              + ": "
              + reason(e)
              + "; choose another --port, or another --host",
          e);
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not start", e);
    } finally {
      if (!started) {
        server.abort();
      }
    }
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static QueuedThreadPool threads(HttpServerOptions options) {
    QueuedThreadPool threads =
        new QueuedThreadPool(options.threads(), Math.min(LEAST_THREADS, options.threads()));
    threads.setName("filelibrary-http");
    threads.setStopTimeout(ABORT_PATIENCE.toMillis());
    return threads;
  }

  private static HttpConnectionFactory http(HttpServerOptions options) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(options.maxHeaderBytes());
    // Ids of channels may hold slashes and whatever else clients escape.
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "channels",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));
    return new HttpConnectionFactory(configuration);
  }

  private static Handler transfers(FileLibraryServlet servlet, HttpServerOptions options) {
    ServletContextHandler context = new ServletContextHandler("/");
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    context.setErrorHandler(new ContainerErrors());
    context.addServlet(new ServletHolder(servlet), "/*");
    context.addFilter(
        new FilterHolder(new QuietFailures()), "/*", EnumSet.of(DispatcherType.REQUEST));
    Handler measured =
        new MinimumRate(
            context, options.minUploadRate(), options.minDownloadRate(), options.idleTimeout());
    // Before a connection counts as idle, in the middle of a request that nobody has looked at.
    Duration patience = options.idleTimeout().dividedBy(2);
    Handler bounded = TransferLimit.over(measured, options.threads(), patience);
    return Origins.allow(options.corsOrigins(), bounded);
  }

  private static Metrics metrics(Served served, GracefulHandler requests) {
    Metrics metrics = new Metrics();
    metrics.showRunning(requests::getCurrentRequestCount);
    metrics.showCommits(served.commits());
    metrics.showBacklog(served.library()::backlog);
    return metrics;
  }

  /**
   * Returns where the server is.
   *
   * @return a URL without a slash at its end
   */
  public URI url() {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return URI.create("http://" + host + ":" + connector.getLocalPort());
  }

  /**
   * Deletes what is left of uploads that nobody has finished in time.
   *
   * @throws IOException if the spool cannot be read
   */
  public void sweep() throws IOException {
    servlet.sweep();
  }

  /**
   * Begins to stop: from now on no connection and no request is taken. Those that run go on, and
   * their time begins. Twice is as once. Used by the thread that closes the server.
   */
  void refuse() {
    if (running == null) {
      readiness.stop();
      // Not Jetty's own way to stop connectors, which breaks off who pauses for a second.
      connector.close();
      running = requests.shutdown();
      end = System.nanoTime() + options.shutdownTimeout().toNanos();
    }
  }

  /**
   * Stops: takes no connection and no request any more, lets those that run come to their end in
   * the time that the options give them, and then breaks them off.
   */
  @Override
  public void close() {
    refuse();
    try {
      Objects.requireNonNull(running).get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{} requests did not end in time; broken off", requests.getCurrentRequestCount());
    } catch (ExecutionException e) {
      LOG.warn("requests are broken off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abort();
    }
  }

  private void abort() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("Jetty does not stop in good order", e);
    } finally {
      readiness.close();
      metrics.ifPresent(Metrics::close);
    }
  }
}
