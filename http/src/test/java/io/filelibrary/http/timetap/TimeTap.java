package io.filelibrary.http.timetap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.ChannelFiles;
import io.filelibrary.LibraryOptions;
import io.filelibrary.http.HttpOptions;
import io.filelibrary.http.TestClient;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A server, and a client that speaks this API as Ada of the business 1001. */
final class TimeTap implements AutoCloseable {
  static final String UPLOAD = "/businessWeb/fileUploadS3.do";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestServer server;
  private final Path spool;
  private final TestClient ada;
  private final TestClient bob;
  private final TestClient eve;

  private TimeTap(TestServer server, Path spool) {
    this.server = server;
    this.ada = server.client(TestServer.ADA);
    this.bob = server.client(TestServer.BOB);
    this.eve = server.client(TestServer.EVE);
    this.spool = spool;
  }

  static TimeTap start(Path spool) throws Exception {
    return start(spool, UnaryOperator.identity(), UnaryOperator.identity());
  }

  static TimeTap start(
      Path spool, UnaryOperator<LibraryOptions> library, UnaryOperator<HttpOptions> http)
      throws Exception {
    return new TimeTap(TestServer.start(spool, library, http), spool);
  }

  TestServer server() {
    return server;
  }

  TestClient ada() {
    return ada;
  }

  TestClient bob() {
    return bob;
  }

  TestClient eve() {
    return eve;
  }

  /** The business's files, past the protocol. */
  ChannelFiles files() {
    return server.library().channel("1001", "ada");
  }

  Answer post(ObjectNode object) throws Exception {
    return ada().send("POST", "/files", object.toString());
  }

  /** The least that a write has. */
  static ObjectNode object(String type, String name) {
    return JSON.createObjectNode()
        .put("businessId", 1001)
        .put("fileLibraryType", type)
        .put("fileName", name);
  }

  ObjectNode folder(String name) throws Exception {
    return ok(post(object("FOLDER", name)));
  }

  ObjectNode folder(String name, JsonNode parent) throws Exception {
    ObjectNode folder = object("FOLDER", name);
    folder.set("parentFileLibraryUUID", parent.get("fileLibraryUUID"));
    return ok(post(folder));
  }

  Answer upload(byte[] form) throws Exception {
    return upload(ada(), FormBody.TYPE, form);
  }

  static Answer upload(TestClient client, String type, byte[] form) throws Exception {
    return client.send(
        "POST", UPLOAD, Map.of("Content-Type", type), BodyPublishers.ofByteArray(form));
  }

  ObjectNode uploaded(String name, String text) throws Exception {
    return ok(upload(FormBody.of(name).file(text).ended()));
  }

  /** The bytes of a file. */
  String content(JsonNode object) throws Exception {
    try (InputStream bytes = files().open(id(object))) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static ItemId id(JsonNode object) {
    return ItemId.parse(object.get("fileLibraryUUID").textValue());
  }

  static ObjectNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return (ObjectNode) answer.json();
  }

  /** The names of a listing. */
  static List<String> names(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().isArray()).isTrue();
    return StreamSupport.stream(answer.json().spliterator(), false)
        .map(object -> object.get("fileName").textValue())
        .toList();
  }

  /** All that a request could leave behind: the tree, the trash, the feed, the spool. */
  String trace() throws Exception {
    try (Stream<Path> waiting = Files.list(spool)) {
      List<Path> spooled = waiting.toList();
      if (server.library().findChannel(ChannelId.of("1001")).isEmpty()) {
        return "no channel, spool " + spooled;
      }
      List<Item> tree =
          files().streamTree(FolderRef.root(), ListOptions.DEFAULT.withPending(true)).toList();
      return tree
          + " trash "
          + files().trashBin().list(Optional.empty(), 1000).items()
          + " changes "
          + lastChange()
          + " spool "
          + spooled;
    }
  }

  /** The sequence of the last change. */
  long lastChange() {
    long last = 0;
    for (List<Change> page = changes(0); !page.isEmpty(); page = changes(last)) {
      last = page.get(page.size() - 1).sequence();
    }
    return last;
  }

  private List<Change> changes(long after) {
    return files().changes(after, 1000);
  }

  @Override
  public void close() {
    server.close();
  }
}
