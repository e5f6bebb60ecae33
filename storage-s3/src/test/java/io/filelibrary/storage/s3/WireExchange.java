package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.filelibrary.storage.s3.FaultyWire.Happening;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** One request on a {@link FaultyWire}, and what can be done to it. */
final class WireExchange {
  private final WireMessage request;
  private final Socket client;
  private final InputStream fromStore;
  private final OutputStream toStore;
  private final OutputStream toClient;

  WireExchange(
      WireMessage request,
      Socket client,
      InputStream fromStore,
      OutputStream toStore,
      OutputStream toClient) {
    this.request = request;
    this.client = client;
    this.fromStore = fromStore;
    this.toStore = toStore;
    this.toClient = toClient;
  }

  /** Nothing happens. */
  void pass() throws IOException {
    passAnswer(send(request.head()));
  }

  /** The connection is cut before the store gets a byte. */
  void lose() throws IOException {
    client.close();
  }

  /** The store has got half of the body when the connection is cut. */
  void cutInTheBody() throws IOException {
    write(toStore, request.head());
    request.copy(toStore, request.length() / 2);
    client.close();
  }

  /** The request has its effect, and the connection is cut before the first byte of the answer. */
  void cutBeforeTheAnswer() throws IOException {
    WireMessage answer = send(request.head());
    answer.copy(OutputStream.nullOutputStream(), Long.MAX_VALUE);
    client.close();
  }

  /** The request has its effect, and the connection is cut within the head of the answer. */
  void cutInTheAnswersHead() throws IOException {
    WireMessage answer = send(request.head());
    answer.copy(OutputStream.nullOutputStream(), Long.MAX_VALUE);
    write(toClient, answer.head().substring(0, answer.head().length() / 2));
    client.close();
  }

  /** The request has its effect, and the connection is cut within the body of the answer. */
  static Happening cutInTheAnswer(long bytes) {
    return exchange -> {
      WireMessage answer = exchange.send(exchange.request.head());
      write(exchange.toClient, answer.head());
      answer.copy(exchange.toClient, bytes);
      exchange.client.close();
    };
  }

  /** The answer comes to some byte of its body, and nothing after it. */
  static Happening stall(long bytes) {
    return exchange -> {
      WireMessage answer = exchange.send(exchange.request.head());
      write(exchange.toClient, answer.head());
      answer.copy(exchange.toClient, bytes);
      exchange.awaitEndOfClient();
    };
  }

  /** The request is taken, does not reach the store, and this is the answer. */
  static Happening answer(String text) {
    return exchange -> {
      exchange.request.copy(OutputStream.nullOutputStream(), Long.MAX_VALUE);
      write(exchange.toClient, exchange.request.isHead() ? headOf(text) : text);
      exchange.client.close();
    };
  }

  /** The request is taken, and never answered. */
  void fallSilent() throws IOException {
    request.copy(OutputStream.nullOutputStream(), Long.MAX_VALUE);
    awaitEndOfClient();
  }

  /** Nothing of the body is taken. */
  static Happening deaf(CountDownLatch end) {
    return exchange -> await(end, Duration.ofMinutes(1));
  }

  /** The answer comes in pieces, with a silence before each. */
  static Happening slow(int pieces, Duration silence, CountDownLatch end) {
    return exchange -> {
      WireMessage answer = exchange.send(exchange.request.head());
      String head = answer.head();
      for (int piece = 0; piece < pieces; piece++) {
        await(end, silence);
        int length = head.length();
        write(
            exchange.toClient,
            head.substring(length * piece / pieces, length * (piece + 1) / pieces));
      }
      answer.copy(exchange.toClient, Long.MAX_VALUE);
    };
  }

  /** The store gets another head, and the client another head of the answer. */
  static Happening rewritten(UnaryOperator<String> request, UnaryOperator<String> answer) {
    return exchange -> {
      WireMessage answered = exchange.send(request.apply(exchange.request.head()));
      write(exchange.toClient, answer.apply(answered.head()));
      answered.copy(exchange.toClient, Long.MAX_VALUE);
    };
  }

  private WireMessage send(String head) throws IOException {
    write(toStore, head);
    request.copy(toStore, Long.MAX_VALUE);
    return WireMessage.answerTo(request, fromStore);
  }

  private void passAnswer(WireMessage answer) throws IOException {
    write(toClient, answer.head());
    answer.copy(toClient, Long.MAX_VALUE);
  }

  private void awaitEndOfClient() throws IOException {
    if (client.getInputStream().read() >= 0) {
      throw new IOException("a request was sent after one that is not answered");
    }
  }

  private static String headOf(String text) {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? text : text.substring(0, end + "\r\n\r\n".length());
  }

  private static void write(OutputStream to, String text) throws IOException {
    to.write(text.getBytes(ISO_8859_1));
    to.flush();
  }

  private static void await(CountDownLatch end, Duration longest) throws IOException {
    try {
      if (end.await(longest.toNanos(), NANOSECONDS)) {
        throw new IOException("the wire was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
