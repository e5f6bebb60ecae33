package io.filelibrary.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** No request waits for an acknowledgement of its first bytes. */
class PromptSocketsTest {
  private final PromptSockets sockets = new PromptSockets();

  @Test
  void everySocketSendsAtOnce() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 10, here);
        Socket open = sockets.createSocket();
        Socket named = sockets.createSocket(here.getHostAddress(), server.getLocalPort());
        Socket addressed = sockets.createSocket(here, server.getLocalPort());
        Socket namedFrom =
            sockets.createSocket(here.getHostAddress(), server.getLocalPort(), here, 0);
        Socket addressedFrom = sockets.createSocket(here, server.getLocalPort(), here, 0)) {
      for (Socket socket : new Socket[] {open, named, addressed, namedFrom, addressedFrom}) {
        assertThat(socket.getTcpNoDelay()).isTrue();
      }
    }
  }
}
