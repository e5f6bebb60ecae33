package io.filelibrary.http.tus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import io.filelibrary.http.TestClient;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.TenantId;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Speaks tus as a client does, with Ada's key where one is needed. */
final class TusDriver {
  static final String CHANNEL = "1001/files";

  private final TestClient client;
  private final TestClient urls;

  TusDriver(TestServer server) {
    this.client = server.client(TestServer.ADA);
    this.urls = server.anonymous();
    server.library().ensureChannel(ChannelSpec.of(ChannelId.of(CHANNEL), TenantId.of("1001")));
  }

  /** Joins pairs of key and value. */
  static String metadata(String... pairs) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      byte[] value = pairs[i + 1].getBytes(StandardCharsets.UTF_8);
      texts.add(pairs[i] + " " + BaseEncoding.base64().encode(value));
    }
    return String.join(",", texts);
  }

  /** Metadata of a new file in the channel. */
  static String at(String path) {
    return metadata("channelId", CHANNEL, "path", path);
  }

  /** Creates an upload of a new file. */
  String create(String path, long length) throws Exception {
    Answer answer = post(Map.of("Upload-Length", "" + length, "Upload-Metadata", at(path)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return location(answer);
  }

  static String location(Answer answer) {
    return answer.header("Location").orElseThrow();
  }

  Answer post(Map<String, String> headers) throws Exception {
    return post(headers, new byte[0]);
  }

  Answer post(Map<String, String> headers, byte[] body) throws Exception {
    return client.send("POST", "/tus", withVersion(headers), BodyPublishers.ofByteArray(body));
  }

  Answer head(String url) throws Exception {
    return send("HEAD", url, Map.of(), new byte[0]);
  }

  Answer delete(String url) throws Exception {
    return send("DELETE", url, Map.of(), new byte[0]);
  }

  Answer patch(String url, long offset, byte[] bytes) throws Exception {
    return patch(url, offset, bytes, Map.of());
  }

  Answer patch(String url, long offset, byte[] bytes, Map<String, String> headers)
      throws Exception {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Upload-Offset", Long.toString(offset));
    all.put("Content-Type", "application/offset+octet-stream");
    return send("PATCH", url, all, bytes);
  }

  /** Sends a request of the protocol's version to the URL of an upload, without a key. */
  Answer send(String method, String url, Map<String, String> headers, byte[] body)
      throws Exception {
    return urls.send(method, url, withVersion(headers), BodyPublishers.ofByteArray(body));
  }

  private static Map<String, String> withVersion(Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putIfAbsent("Tus-Resumable", "1.0.0");
    return all;
  }

  /** Asks until the answer to HEAD is as expected, since nobody tells when a connection is dead. */
  Answer headUntil(String url, int status, String offset) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    Answer answer = head(url);
    while (!isAs(answer, status, offset) && System.nanoTime() < end) {
      answer = head(url);
    }
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Upload-Offset").orElse("")).isEqualTo(offset);
    return answer;
  }

  private static boolean isAs(Answer answer, int status, String offset) {
    return answer.status() == status && answer.header("Upload-Offset").orElse("").equals(offset);
  }

  /** The head of a PATCH, for connections that break. */
  static String rawPatch(String url, long offset, long contentLength, String more) {
    URI uri = URI.create(url);
    return "PATCH "
        + uri.getRawPath()
        + " HTTP/1.1\r\nHost: "
        + uri.getAuthority()
        + "\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n"
        + "Upload-Offset: "
        + offset
        + "\r\nContent-Length: "
        + contentLength
        + "\r\n"
        + more
        + "\r\n";
  }
}
