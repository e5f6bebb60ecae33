package io.filelibrary.storage.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands between a storage and its store as what is on the way does: passes connections on, and
 * cuts, garbles or holds up what a test names. Requests are told by what they are, never by when
 * they come. Reads one request of a connection after the other.
 */
final class FaultyWire implements AutoCloseable {
  static final Predicate<WireMessage> PUT_OBJECT = request -> request.is("PUT", "");
  static final Predicate<WireMessage> GET_OBJECT = request -> request.is("GET", "");
  static final Predicate<WireMessage> PUT_PART = request -> request.is("PUT", "partNumber");
  static final Predicate<WireMessage> BEGIN = request -> request.is("POST", "uploads");
  static final Predicate<WireMessage> COMPLETE = request -> request.is("POST", "uploadId");
  static final Predicate<WireMessage> ABORT = request -> request.is("DELETE", "uploadId");
  static final Predicate<WireMessage> ANY = request -> true;

  private static final int BACKLOG = 50;

  private final InetSocketAddress store;
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private ServerSocket listener;
  private Thread acceptor;

  private FaultyWire(URI store) throws IOException {
    this.store = new InetSocketAddress(store.getHost(), store.getPort());
    this.listener = listen(0);
    this.acceptor = acceptor(listener);
  }

  /** What happens to a request, and to its answer. */
  @FunctionalInterface
  interface Happening {
    void happen(WireExchange exchange) throws IOException;
  }

  private record Fault(
      Predicate<WireMessage> which, AtomicInteger times, AtomicInteger seen, Happening happening) {}

  /** Begins to listen before a store. */
  static FaultyWire to(URI store) throws IOException {
    FaultyWire wire = new FaultyWire(store);
    wire.acceptor.start();
    return wire;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /**
   * Lets something happen to the next requests of a kind.
   *
   * @return how many of them it has happened to
   */
  AtomicInteger next(int times, Predicate<WireMessage> which, Happening happening) {
    Fault fault = new Fault(which, new AtomicInteger(times), new AtomicInteger(), happening);
    faults.add(fault);
    return fault.seen;
  }

  /** Lets something happen to all requests of a kind, until {@link #heal}. */
  AtomicInteger always(Predicate<WireMessage> which, Happening happening) {
    return next(Integer.MAX_VALUE, which, happening);
  }

  /** Accepts connections, and passes everything on again. */
  void heal() throws IOException {
    faults.clear();
    if (listener.isClosed()) {
      listener = listen(listener.getLocalPort());
      acceptor = acceptor(listener);
      acceptor.start();
    }
  }

  /** Refuses connections, and cuts those that there are. */
  void refuse() throws IOException {
    listener.close();
    joined(acceptor);
    cutAll();
  }

  /**
   * Ends when the wire is closed: what waits for it for some time is slow, and leaves no thread.
   */
  CountDownLatch closed() {
    return closed;
  }

  /** Cuts everything, and waits until no thread is left. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    refuse();
    threads.forEach(FaultyWire::joined);
  }

  private void cutAll() {
    sockets.forEach(FaultyWire::close);
    sockets.clear();
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket created = new ServerSocket();
    created.setReuseAddress(true);
    created.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    return created;
  }

  private Thread acceptor(ServerSocket accepting) {
    return thread(
        () -> {
          while (!accepting.isClosed()) {
            Socket client = accepting.accept();
            sockets.add(client);
            Thread serving = thread(() -> serve(client));
            threads.add(serving);
            serving.start();
          }
        });
  }

  /** Something that ends with an exception when its sockets are closed. */
  @FunctionalInterface
  private interface Task {
    void run() throws IOException;
  }

  private Thread thread(Task task) {
    return new Thread(
        () -> {
          try {
            task.run();
          } catch (IOException e) {
            // One of the ends was closed, as happens here.
          } finally {
            threads.remove(Thread.currentThread());
          }
        },
        "faulty-wire");
  }

  private void serve(Socket client) throws IOException {
    try (client;
        Socket upstream = new Socket()) {
      upstream.connect(store);
      sockets.add(upstream);
      BufferedInputStream fromClient = new BufferedInputStream(client.getInputStream());
      BufferedInputStream fromStore = new BufferedInputStream(upstream.getInputStream());
      while (!client.isClosed()) {
        WireMessage request = WireMessage.request(fromClient);
        WireExchange exchange =
            new WireExchange(
                request, client, fromStore, upstream.getOutputStream(), client.getOutputStream());
        happening(request).happen(exchange);
      }
    } finally {
      sockets.remove(client);
    }
  }

  private Happening happening(WireMessage request) {
    for (Fault fault : faults) {
      if (fault.which.test(request) && fault.times.getAndDecrement() > 0) {
        fault.seen.incrementAndGet();
        return fault.happening;
      }
    }
    return WireExchange::pass;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
