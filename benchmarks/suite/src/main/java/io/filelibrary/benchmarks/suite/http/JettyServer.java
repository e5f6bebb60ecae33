package io.filelibrary.benchmarks.suite.http;

import jakarta.servlet.http.HttpServlet;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty with one servlet, for both sides alike: as {@code serve} sets it up, without its limits.
 */
final class JettyServer implements Closeable {
  /** The most threads: as many as downloads that stand still, and some more. */
  static final int THREADS = 300;

  private final Server server;
  private final ServerConnector connector;

  private JettyServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static JettyServer start(HttpServlet servlet) throws Exception {
    Server server = new Server(new QueuedThreadPool(THREADS, 8));
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with("channels", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    ServerConnector connector =
        new ServerConnector(server, 1, 2, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    server.start();
    return new JettyServer(server, connector);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("Jetty does not stop", e);
    }
  }
}
