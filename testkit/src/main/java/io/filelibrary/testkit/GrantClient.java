package io.filelibrary.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.filelibrary.model.TransferGrant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** Uses grants and URLs as a client does that knows nothing of the storage. */
public final class GrantClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BOUNDARY = "fileLibraryTestKitBoundary7d1f3a9c";
  private static final Set<String> SET_BY_THE_CLIENT = Set.of("content-length", "host");

  /** One for all, as its thread ends only when nothing refers to it any more. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  private GrantClient() {}

  /**
   * Sends bytes by a grant; a connection that breaks is an answer without a status.
   *
   * @param grant the grant
   * @param bytes all bytes
   * @return the answer
   * @throws InterruptedException if the thread is interrupted
   */
  public static HttpAnswer send(TransferGrant grant, byte[] bytes) throws InterruptedException {
    HttpRequest.Builder request =
        request(grant).method(grant.method(), BodyPublishers.ofByteArray(body(grant, bytes)));
    if (isForm(grant)) {
      request.setHeader("Content-Type", formType());
    }
    return exchange(request);
  }

  /** Sends bytes by a grant, with further headers: names and values in turn. */
  static HttpAnswer sendWith(TransferGrant grant, byte[] bytes, String... headers)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(grant).method(grant.method(), BodyPublishers.ofByteArray(body(grant, bytes)));
    return exchange(headers.length == 0 ? request : request.headers(headers));
  }

  /**
   * Reads by a grant.
   *
   * @param grant the grant
   * @param headers names and values of further headers, in turn
   * @return the answer
   * @throws InterruptedException if the thread is interrupted
   */
  public static HttpAnswer fetch(TransferGrant grant, String... headers)
      throws InterruptedException {
    HttpRequest.Builder request = request(grant).method(grant.method(), BodyPublishers.noBody());
    return exchange(headers.length == 0 ? request : request.headers(headers));
  }

  /** Reads from a URL as anyone can. */
  static HttpAnswer get(URI url, String... headers) throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE).GET();
    return exchange(headers.length == 0 ? request : request.headers(headers));
  }

  /** Does something else with a URL. */
  static HttpAnswer request(String method, URI url, byte[] bytes) throws InterruptedException {
    BodyPublisher body =
        bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
    return exchange(HttpRequest.newBuilder(url).timeout(PATIENCE).method(method, body));
  }

  /**
   * Announces all bytes, sends the first of them and ends; returns when the server is done with it.
   */
  static void breakOff(TransferGrant grant, byte[] bytes, int sent) throws IOException {
    byte[] body = body(grant, bytes);
    int end = isForm(grant) ? body.length - bytes.length + sent : sent;
    URI url = grant.url();
    boolean secure = "https".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    try (Socket socket =
        secure
            ? SSLSocketFactory.getDefault().createSocket(url.getHost(), port)
            : new Socket(url.getHost(), port)) {
      socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(5).toMillis()));
      OutputStream out = socket.getOutputStream();
      out.write(head(grant, body.length).getBytes(UTF_8));
      out.write(body, 0, end);
      out.flush();
      socket.shutdownOutput();
      drain(socket.getInputStream());
    }
  }

  private static void drain(InputStream in) throws IOException {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException e) {
      // A server that waits for the rest for ever has not stored anything either.
      return;
    } catch (IOException e) {
      // So has one that ends the connection without ceremony.
      return;
    }
  }

  private static String head(TransferGrant grant, int length) {
    URI url = grant.url();
    StringBuilder head = new StringBuilder();
    String target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    head.append(grant.method()).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
    grant
        .headers()
        .forEach(
            (name, value) -> {
              if (isOurs(name)) {
                head.append(name).append(": ").append(value).append("\r\n");
              }
            });
    if (isForm(grant)) {
      head.append("Content-Type: ").append(formType()).append("\r\n");
    }
    head.append("Content-Length: ").append(length).append("\r\n\r\n");
    return head.toString();
  }

  private static HttpRequest.Builder request(TransferGrant grant) {
    HttpRequest.Builder request = HttpRequest.newBuilder(grant.url()).timeout(PATIENCE);
    grant
        .headers()
        .forEach(
            (name, value) -> {
              if (isOurs(name)) {
                request.setHeader(name, value);
              }
            });
    return request;
  }

  private static boolean isOurs(String header) {
    return !SET_BY_THE_CLIENT.contains(header.toLowerCase(Locale.ROOT));
  }

  private static boolean isForm(TransferGrant grant) {
    return !grant.formFields().isEmpty();
  }

  private static String formType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  private static byte[] body(TransferGrant grant, byte[] bytes) {
    if (!isForm(grant)) {
      return bytes;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : grant.formFields().entrySet()) {
      body.writeBytes((disposition(field.getKey()) + "\r\n\r\n").getBytes(UTF_8));
      body.writeBytes((field.getValue() + "\r\n").getBytes(UTF_8));
    }
    String file = "; filename=\"upload\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    body.writeBytes((disposition("file") + file).getBytes(UTF_8));
    body.writeBytes(bytes);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return body.toByteArray();
  }

  private static String disposition(String field) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"";
  }

  private static HttpAnswer exchange(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new HttpAnswer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      return HttpAnswer.NONE;
    }
  }
}
