package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * One client of a load run: it stores a file, reads it back, lists, renames and deletes it, again
 * and again. Of ten clients seven upload by the Copilot API, two by tus, one by TimeTap's form.
 * Each tenth is slow to read.
 */
final class LoadClient implements Callable<Void> {
  /** The tenant of the key for TimeTap's calls. */
  static final int BUSINESS = 1001;

  static final int LARGEST = 20 << 20;
  private static final int POOL = LARGEST + (1 << 20);
  private static final byte[] BYTES = pool();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where and with what keys, and when no more is to be begun ({@link System#nanoTime}). */
  record Target(URI url, String key, String businessKey, HttpClient http, long end) {}

  private final int number;
  private final Target target;
  private final LoadTally tally;
  private final Random random;
  private final String folder;
  private String folderId = "";

  LoadClient(int number, Target target, LoadTally tally) {
    this.number = number;
    this.target = target;
    this.tally = tally;
    this.random = new Random(number);
    this.folder = "client-" + number;
  }

  private static byte[] pool() {
    byte[] bytes = new byte[POOL];
    new Random(0).nextBytes(bytes);
    return bytes;
  }

  /** A stretch of the pool, so that the run itself holds little. */
  private record Content(int from, int size) {
    BodyPublisher publisher(int begin, int end) {
      return BodyPublishers.ofByteArray(BYTES, from + begin, end - begin);
    }
  }

  @Override
  public Void call() throws InterruptedException {
    boolean ready = attempt(this::makeFolder);
    for (int round = 0; ready && System.nanoTime() < target.end(); round++) {
      String name = "file-" + round + ".bin";
      Content content = content();
      attempt(
          () -> {
            switch (number % 10) {
              case 0 -> roundByForm(name, content);
              case 1, 2 -> roundByTus(name, content);
              default -> roundByPut(name, content);
            }
          });
    }
    return null;
  }

  private interface Action {
    void run() throws IOException, InterruptedException;
  }

  private boolean attempt(Action action) throws InterruptedException {
    try {
      action.run();
      return true;
    } catch (IOException | RuntimeException e) {
      tally.failed(e.toString());
      return false;
    }
  }

  private Content content() {
    int kind = random.nextInt(200);
    int size = kind < 2 ? LARGEST : kind < 20 ? 1 << 20 : 4 << 10;
    return new Content(random.nextInt(POOL - size), size);
  }

  private void makeFolder() throws IOException, InterruptedException {
    if (number % 10 == 0) {
      String body = "{\"businessId\":1001,\"fileLibraryType\":\"FOLDER\",\"fileName\":\"%s\"}";
      folderId =
          json("folder", 200, post("/files", body.formatted(folder)))
              .path("fileLibraryUUID")
              .asText();
    } else {
      String body = "{\"channelId\":\"main\",\"path\":\"%s\"}";
      json("folder", 200, post("/v1/files/folder", body.formatted(folder)));
    }
  }

  private void roundByPut(String name, Content content) throws IOException, InterruptedException {
    String body = "{\"channelId\":\"main\",\"path\":\"%s/%s\",\"size\":%d}";
    JsonNode begun =
        json("create", 200, post("/v1/files/file", body.formatted(folder, name, content.size())));
    text(
        "put", 200, to(begun.path("uploadUrl").asText()).PUT(content.publisher(0, content.size())));
    useAndDelete(begun.path("id").asText(), name, content);
  }

  private void roundByTus(String name, Content content) throws IOException, InterruptedException {
    String metadata = "channelId " + base64("main") + ",path " + base64(folder + "/" + name);
    HttpResponse<String> created =
        text(
            "tus create",
            201,
            keyed("/tus")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", String.valueOf(content.size()))
                .header("Upload-Metadata", metadata)
                .POST(BodyPublishers.noBody()));
    String location = created.headers().firstValue("Location").orElse("");
    int half = content.size() / 2;
    tusPatch(location, content, 0, half);
    tusPatch(location, content, half, content.size());
    JsonNode listed = listed();
    check(listed.size() == 1, "list shows " + listed.size() + " files, not 1");
    useAndDelete(listed.path(0).path("id").asText(), name, content);
  }

  private void tusPatch(String location, Content content, int begin, int end)
      throws IOException, InterruptedException {
    text(
        "tus patch",
        204,
        to(target.url().resolve(location).toString())
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Offset", String.valueOf(begin))
            .header("Content-Type", "application/offset+octet-stream")
            .method("PATCH", content.publisher(begin, end)));
  }

  /** What the Copilot API does with a file whose bytes have come. */
  private void useAndDelete(String id, String name, Content content)
      throws IOException, InterruptedException {
    JsonNode file = json("get", 200, keyed("/v1/files/" + id));
    check(file.path("status").asText().equals("completed"), "stored, but " + file.path("status"));
    download(file.path("downloadUrl").asText(), content);
    JsonNode listed = listed();
    check(listed.size() == 1, "list shows " + listed.size() + " files, not 1");
    check(listed.path(0).path("id").asText().equals(id), "list shows another file");
    String path = folder + "/renamed-" + name;
    JsonNode renamed = json("rename", 200, patch("/v1/files/" + id, "{\"path\":\"" + path + "\"}"));
    check(renamed.path("path").asText().equals(path), "rename answers another path");
    JsonNode deleted = json("delete", 200, keyed("/v1/files/" + id).DELETE());
    check(deleted.path("deleted").asBoolean(), "delete does not say deleted");
  }

  private JsonNode listed() throws IOException, InterruptedException {
    return json("list", 200, keyed("/v1/files?channelId=main&path=" + folder)).path("data");
  }

  private void roundByForm(String name, Content content) throws IOException, InterruptedException {
    JsonNode made =
        json(
            "form",
            200,
            keyed("/businessWeb/fileUploadS3.do")
                .header("Content-Type", "multipart/form-data; boundary=bound")
                .POST(form(name, content)));
    String id = made.path("fileLibraryUUID").asText();
    download(made.path("url").asText(), content);
    String listed =
        text("form list", 200, keyed("/files?parentFileLibraryUUID=" + folderId)).body();
    check(listed.contains('"' + id + '"'), "list does not show the file of the form");
    String body =
        "{\"businessId\":1001,\"fileLibraryType\":\"ASSET\",\"fileName\":\"renamed-%s\","
            + "\"fileLibraryUUID\":\"%s\"}";
    JsonNode renamed = json("form rename", 200, post("/files", body.formatted(name, id)));
    check(renamed.path("fileName").asText().equals("renamed-" + name), "form rename did nothing");
    json("form delete", 200, keyed("/files/" + id).DELETE());
  }

  private BodyPublisher form(String name, Content content) {
    String fields =
        field("businessId", String.valueOf(BUSINESS))
            + field("uploadedFileName", name)
            + field("userName", "load")
            + field("fileLibraryType", "ASSET")
            + field("parentFileLibraryUUID", folderId)
            + "--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n";
    return BodyPublishers.concat(
        BodyPublishers.ofString(fields),
        content.publisher(0, content.size()),
        BodyPublishers.ofString("\r\n--bound--\r\n"));
  }

  private static String field(String name, String value) {
    return "--bound\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  /** Reads a file and compares each byte; a slow client stands still after each piece. */
  private void download(String url, Content content) throws IOException, InterruptedException {
    boolean slow = number / 10 % 10 == 5;
    long begin = System.nanoTime();
    HttpResponse<InputStream> answer =
        target.http().send(to(url).build(), BodyHandlers.ofInputStream());
    int read = 0;
    byte[] piece = new byte[1 << 16];
    try (InputStream in = answer.body()) {
      check(answer.statusCode() == 200, "download answers " + answer.statusCode());
      for (int got = in.readNBytes(piece, 0, piece.length); got > 0; ) {
        check(read + got <= content.size(), "download is too long");
        int at = content.from() + read;
        check(Arrays.equals(piece, 0, got, BYTES, at, at + got), "download has wrong bytes");
        read += got;
        if (slow) {
          Thread.sleep(100);
        }
        got = in.readNBytes(piece, 0, piece.length);
      }
    }
    check(read == content.size(), "download ends early");
    tally.took(slow ? "download, slow" : "download", System.nanoTime() - begin);
  }

  private JsonNode json(String step, int expected, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return JSON.readTree(text(step, expected, request).body());
  }

  private HttpResponse<String> text(String step, int expected, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    HttpResponse<String> answer;
    try {
      answer = target.http().send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException(step + ": " + e, e);
    }
    tally.took(step, System.nanoTime() - begin);
    check(
        answer.statusCode() == expected,
        step + " answers " + answer.statusCode() + " " + answer.body());
    return answer;
  }

  private static void check(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }

  private HttpRequest.Builder post(String path, String json) {
    return jsonRequest(path).POST(BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder patch(String path, String json) {
    return jsonRequest(path).method("PATCH", BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder jsonRequest(String path) {
    return keyed(path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder keyed(String path) {
    String key = number % 10 == 0 ? target.businessKey() : target.key();
    return to(target.url() + path).header("X-API-KEY", key);
  }

  private static HttpRequest.Builder to(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(2));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
