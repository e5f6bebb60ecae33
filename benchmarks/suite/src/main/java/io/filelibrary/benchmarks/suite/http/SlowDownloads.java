package io.filelibrary.benchmarks.suite.http;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Clients that ask for a large file and read its first byte, and no other. */
final class SlowDownloads implements Closeable {
  private final List<Socket> clients = new ArrayList<>();

  /** What this process holds. */
  record Memory(long heap, long direct) {
    /** Looks, after what is garbage was collected. */
    static Memory now() {
      System.gc();
      System.gc();
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .filter(pool -> pool.getName().equals("direct"))
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      return new Memory(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), direct);
    }
  }

  /** What each of so many downloads that stand still adds to the memory of this process. */
  static Memory each(URI server, byte[] request, int clients) throws IOException {
    Memory before = Memory.now();
    try (SlowDownloads downloads = new SlowDownloads()) {
      for (int client = 0; client < clients; client++) {
        downloads.begin(server, request);
      }
      Memory during = Memory.now();
      return new Memory(
          (during.heap - before.heap) / clients, (during.direct - before.direct) / clients);
    }
  }

  private void begin(URI server, byte[] request) throws IOException {
    Socket socket = new Socket();
    clients.add(socket);
    // Before it is connected, or the window is as large as ever.
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.getOutputStream().write(request);
    if (socket.getInputStream().read() < 0) {
      throw new IOException("no answer");
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }
}
