package io.filelibrary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.FileLibrary;
import io.filelibrary.http.route.Access;
import io.filelibrary.http.route.Dispatcher;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.route.Handler;
import io.filelibrary.http.route.Surface;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failure after an answer has begun, by endpoints that do nothing else. */
final class CommittedAnswerTest {
  private final FileLibrary library = FileLibrary.inMemory();
  private final Server server = new Server(new QueuedThreadPool(8, 2));
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  @BeforeEach
  void start() throws Exception {
    Dispatcher dispatcher =
        new Dispatcher(
            library,
            request -> Optional.empty(),
            List.of(
                endpoint("/chunked", exchange -> begin(exchange.response())),
                endpoint(
                    "/length",
                    exchange -> {
                      exchange.response().setContentLength(100);
                      begin(exchange.response());
                    }),
                endpoint(
                    "/early",
                    exchange -> {
                      exchange.response().getOutputStream().print("never to be seen");
                      throw new IllegalStateException("early");
                    })),
            Optional.empty(),
            1024);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new Servlet(dispatcher)), "/*");
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    library.close();
  }

  private static Endpoint endpoint(String path, Handler handler) {
    return Endpoint.of(Surface.CONTENT, "GET", path, Access.OPEN, handler);
  }

  private static void begin(HttpServletResponse response) throws IOException {
    response.getOutputStream().print("begun");
    response.flushBuffer();
    throw new IllegalStateException("half-way");
  }

  private static final class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Dispatcher dispatcher;

    Servlet(Dispatcher dispatcher) {
      this.dispatcher = dispatcher;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      dispatcher.serve(request, response);
    }
  }

  private RawConnection get(String path) throws IOException {
    RawConnection connection =
        new RawConnection(URI.create("http://127.0.0.1:" + connector.getLocalPort()));
    connection.send("GET " + path + " HTTP/1.1\nHost: localhost\n\n");
    return connection;
  }

  @Test
  void chunksDoNotEnd() throws Exception {
    try (RawConnection connection = get("/chunked")) {
      assertThat(connection.head()).startsWith("HTTP/1.1 200 ").contains("chunked");
      assertThat(connection.text()).contains("begun").doesNotContain("0\r\n\r\n");
    }
  }

  @Test
  void lengthIsNotReached() throws Exception {
    try (RawConnection connection = get("/length")) {
      assertThat(connection.head()).startsWith("HTTP/1.1 200 ").contains("Content-Length: 100");
      assertThat(connection.text()).isEqualTo("begun");
    }
  }

  @Test
  void whatWasNotSentYetIsTakenBack() throws Exception {
    try (RawConnection connection = get("/early")) {
      assertThat(connection.head()).startsWith("HTTP/1.1 500 ");
    }
  }
}
