package io.filelibrary.http.copilot;

import static io.filelibrary.http.copilot.CopilotFixture.body;
import static io.filelibrary.http.copilot.CopilotFixture.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import io.filelibrary.testkit.InputCase;
import io.filelibrary.testkit.InputExpectation;
import io.filelibrary.testkit.InputSetting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The requests in which one input of the corpus is sent, each to a channel of its own. */
final class InputAttempts {
  private final FileLibrary library;
  private final InputCase input;
  private final String text;
  private final ChannelId channel;
  private final ChannelFiles files;

  InputAttempts(FileLibrary library, InputCase input) {
    this.library = library;
    this.input = input;
    this.text = input.text();
    this.channel = ChannelId.of("channel of " + input.id());
    this.files = library.channel(channel, ActorId.of("ada"));
    library.createChannel(
        ChannelSpec.of(channel, TenantId.of("1001"))
            .withNamePolicy(
                input.setting() == InputSetting.POSIX ? NamePolicy.POSIX : NamePolicy.PORTABLE)
            .withCaseSensitive(input.setting() != InputSetting.IGNORE_CASE));
  }

  /**
   * One request.
   *
   * @param value reads the input back from the answer
   */
  record Attempt(
      String method,
      String target,
      Optional<Object> body,
      Optional<String> ifMatch,
      Function<JsonNode, String> value) {
    Attempt(String method, String target, Object body, Function<JsonNode, String> value) {
      this(method, target, Optional.of(body), Optional.empty(), value);
    }

    Attempt(String target, Function<JsonNode, String> value) {
      this("GET", target, Optional.empty(), Optional.empty(), value);
    }

    /** Whether the body has a property. */
    boolean names(String property) {
      return body.filter(pairs -> pairs instanceof Map<?, ?> map && map.containsKey(property))
          .isPresent();
    }

    @Override
    public String toString() {
      return method + " " + target.substring(0, Math.min(200, target.length()));
    }
  }

  ChannelFiles files() {
    return files;
  }

  /** The requests, or none if no call of this dialect takes such an input. */
  List<Attempt> all() {
    return switch (input.field()) {
      case NAME -> names();
      case PATH -> paths();
      case LINK -> links();
      case CHANNEL_ID -> channelIds();
      case MEMBER_ID -> memberIds();
      case ITEM_ID -> unknownItemIds();
      case TRUE_ITEM_ID -> trueItemIds();
      case SIZE -> files("size", Long.parseLong(text), node -> node.path("size").asText());
      case PAGE_SIZE -> List.of(listing("limit", text, node -> text));
      case NUMBER -> numbers();
      case REVISION -> revisions();
      case HASH -> files("sha256", text, node -> expectedValue());
      case CURSOR -> List.of(listing("nextToken", text, node -> text));
      case TRUE_CURSOR -> trueCursors();
      case ATTRIBUTE_KEY -> attributeKeys();
      case ATTRIBUTE_VALUE ->
          attributes(Map.of("key", text), pairs -> pairs.path("key").textValue());
      case ATTRIBUTE_COUNT -> attributes(counted(), pairs -> Integer.toString(pairs.size()));
      case ATTRIBUTE_BYTES -> attributes(measured(), InputAttempts::bytes);
      case CONTENT_TYPE -> contentTypes();
      // Not of this dialect: the server decides them, or other URLs take them.
      case TENANT_ID, ACTOR_ID, UPLOAD_ID, QUOTA, SEQUENCE, RANGE -> List.of();
    };
  }

  private String expectedValue() {
    return input.expected() instanceof InputExpectation.Accepted accepted ? accepted.value() : "";
  }

  /** What is longer does not come past the container. */
  private static String inUrl(String value) {
    return encoded(value.substring(0, Math.min(300, value.length())));
  }

  private static Function<JsonNode, String> text(String property) {
    return node -> node.path(property).textValue();
  }

  private Attempt create(
      String type, String path, Function<JsonNode, String> value, Object... more) {
    return new Attempt(
        "POST", "/v1/files/" + type, body("path", path, "channelId", channel.value(), more), value);
  }

  private static Attempt patch(
      Item item, String property, Object value, Function<JsonNode, String> read) {
    return new Attempt("PATCH", "/v1/files/" + item.id(), Map.of(property, value), read);
  }

  private List<Attempt> names() {
    List<String> folders = List.of("folders", "files", "renamed");
    for (String folder : folders) {
      FolderRef place = FolderRef.of(files.createFolder(folder).id());
      input
          .beside()
          .ifPresent(
              there -> files.createFolder(Destination.in(place, there), CreateOptions.DEFAULT));
    }
    Item former = files.createFolder("renamed/former name");
    return List.of(
        create("folder", "folders/" + text, text("name")),
        create("file", "files/" + text, text("name")),
        patch(former, "name", text, text("name")));
  }

  private List<Attempt> paths() {
    input.beside().ifPresent(files::createFolder);
    Item former = files.createFolder("former item");
    if (input.expected() instanceof InputExpectation.Accepted accepted) {
      ItemPath parent = ItemPath.parse(accepted.value()).parent().orElseThrow();
      if (!parent.isRoot()) {
        files.ensureFolder(parent.toString());
      }
      return List.of(create("folder", text, text("path")));
    }
    return List.of(
        create("folder", text, text("path")),
        create("file", text, text("path")),
        patch(former, "path", text, text("path")));
  }

  private List<Attempt> links() {
    if (input.setting() == InputSetting.ON_FOLDER) {
      return List.of(patch(files.createFolder("former"), "linkUrl", text, text("linkUrl")));
    }
    Item former = files.createLink("former", "https://example.com/");
    return List.of(
        create("link", "new", text("linkUrl"), "linkUrl", text),
        patch(former, "linkUrl", text, text("linkUrl")));
  }

  private List<Attempt> channelIds() {
    if (input.expected() instanceof InputExpectation.Accepted) {
      for (String id : List.of(input.beside().orElse(text), text)) {
        library.ensureChannel(ChannelSpec.of(ChannelId.of(id), TenantId.of("1001")));
      }
    }
    Map<String, Object> folder = body("path", "folder of " + input.id(), "channelId", text);
    Map<String, Object> root = body("clientPermissions", "read_only", "channelId", text);
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(new Attempt("POST", "/v1/files/folder", folder, text("channelId")));
    attempts.add(new Attempt("PUT", "/v1/files/root/permissions/", root, text("channelId")));
    // No URL can have a lone surrogate, and without an id the URL is another one.
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text) && !text.isEmpty()) {
      attempts.add(
          new Attempt(
              "/v1/files?channelId=" + inUrl(text),
              node -> node.path("data").path(0).path("channelId").textValue()));
      attempts.add(new Attempt("/v1/channels/files/" + inUrl(text), text("id")));
    }
    return attempts;
  }

  private List<Attempt> memberIds() {
    String channels = "/v1/channels/files";
    Map<String, Object> one = Map.of("membershipType", "individual", "clientId", text);
    Map<String, Object> firm = Map.of("membershipType", "company", "companyId", text);
    Map<String, Object> old = Map.of("membershipType", "company", "membershipEntityId", text);
    Map<String, Object> group = Map.of("membershipType", "group", "memberIds", List.of(text));
    return List.of(
        new Attempt("POST", channels, one, text("clientId")),
        new Attempt("POST", channels, firm, text("companyId")),
        new Attempt("POST", channels, old, text("membershipEntityId")),
        new Attempt("POST", channels, group, node -> node.at("/memberIds/0").textValue()));
  }

  private List<Attempt> itemIds(String id) {
    List<Attempt> attempts = new ArrayList<>();
    if (!id.isEmpty()) {
      String target = "/v1/files/" + inUrl(id);
      attempts.add(new Attempt(target, node -> text));
      attempts.add(
          new Attempt("PATCH", target, Map.of("attributes", Map.of("k", "v")), node -> text));
      Map<String, Object> permissions = Map.of("clientPermissions", "read_only");
      attempts.add(new Attempt("PUT", target + "/permissions", permissions, node -> text));
    }
    // These two name the root.
    if (!id.isEmpty() && !id.equals("root")) {
      Item mover = files.createFolder("mover");
      attempts.add(patch(mover, "parentId", id, node -> text));
    }
    return attempts;
  }

  private List<Attempt> unknownItemIds() {
    List<Attempt> attempts = new ArrayList<>(itemIds(text));
    if (!text.isEmpty()) {
      String target = "/v1/files/" + inUrl(text);
      attempts.add(new Attempt(target + "/download-url", node -> text));
      attempts.add(new Attempt(target + "/download", node -> text));
      attempts.add(new Attempt("DELETE", target, "", node -> text));
    }
    return attempts;
  }

  private List<Attempt> trueItemIds() {
    ChannelFiles source = files;
    if (input.setting() == InputSetting.OTHER_CHANNEL) {
      // Of another tenant: an id alone names an item of any channel of the same one.
      source = library.channel(CopilotFixture.FOREIGN, "eve");
    }
    Item item = source.createFolder("folder of " + input.id());
    return itemIds(input.edit().applyTo(item.id().toString()));
  }

  private List<Attempt> files(String property, Object value, Function<JsonNode, String> read) {
    return List.of(create("file", "new", read, property, value));
  }

  private Attempt listing(String parameter, String value, Function<JsonNode, String> read) {
    return new Attempt(
        "/v1/files?channelId=" + encoded(channel.value()) + "&" + parameter + "=" + inUrl(value),
        read);
  }

  private List<Attempt> numbers() {
    return List.of(
        listing("limit", text, node -> text),
        create("file", "new", node -> text, "size", text),
        new Attempt("/v1/channels/files?limit=" + inUrl(text), node -> text));
  }

  private List<Attempt> revisions() {
    Item former = files.createFolder("former");
    return List.of(
        new Attempt(
            "PATCH",
            "/v1/files/" + former.id(),
            Optional.of(Map.of("name", "new")),
            Optional.of("\"" + text + "\""),
            node -> Long.toString(node.path("revision").longValue() - 1)));
  }

  private List<Attempt> trueCursors() {
    ChannelFiles source = files;
    if (input.setting() == InputSetting.OTHER_CHANNEL) {
      ChannelId other = ChannelId.of("other channel of " + input.id());
      library.createChannel(ChannelSpec.of(other, TenantId.of("1001")));
      source = library.channel(other, ActorId.of("ada"));
      source.createFolder("a");
      source.createFolder("b");
    }
    files.createFolder("a");
    files.createFolder("a/a");
    files.createFolder("a/b");
    files.createFolder("b");
    FolderRef folder =
        input.setting() == InputSetting.OTHER_FOLDER ? FolderRef.at("a") : FolderRef.root();
    ListOptions options =
        ListOptions.DEFAULT
            .withPending(true)
            .withPageSize(1)
            .withFoldersFirst(input.setting() != InputSetting.OTHER_ORDER);
    String cursor = source.listTree(folder, options).next().orElseThrow().value();
    return List.of(
        listing(
            "nextToken",
            input.edit().applyTo(cursor),
            node -> node.path("data").path(0).path("path").textValue().equals("a/a") ? text : ""));
  }

  private List<Attempt> attributeKeys() {
    Map<String, String> pairs = new TreeMap<>();
    input.beside().ifPresent(key -> pairs.put(key, "beside"));
    pairs.put(text, "value");
    return attributes(pairs, read -> read.path(text).asText().equals("value") ? text : "");
  }

  private List<Attempt> attributes(Map<String, String> pairs, Function<JsonNode, String> read) {
    Item former = files.createFolder("former");
    Function<JsonNode, String> value = node -> read.apply(node.path("attributes"));
    return List.of(
        create("folder", "new", value, "attributes", pairs),
        create("file", "new.txt", value, "attributes", pairs),
        patch(former, "attributes", pairs, value));
  }

  private Map<String, String> counted() {
    Map<String, String> pairs = new TreeMap<>();
    for (int i = 0; i < Integer.parseInt(text); i++) {
      pairs.put("key " + i, "value");
    }
    return pairs;
  }

  private Map<String, String> measured() {
    Map<String, String> pairs = new TreeMap<>();
    int left = Integer.parseInt(text);
    for (char key = 'a'; left > 0; key++) {
      int bytes = Math.min(left - 1, 4095);
      pairs.put(Character.toString(key), "v".repeat(bytes));
      left -= bytes + 1;
    }
    return pairs;
  }

  private static String bytes(JsonNode pairs) {
    int bytes = 0;
    for (Map.Entry<String, JsonNode> pair : pairs.properties()) {
      bytes += pair.getKey().length() + pair.getValue().textValue().length();
    }
    return Integer.toString(bytes);
  }

  private List<Attempt> contentTypes() {
    if (input.setting() == InputSetting.ON_FOLDER) {
      return List.of(patch(files.createFolder("former"), "contentType", text, node -> text));
    }
    Item former = files.upload("former", "x".getBytes(StandardCharsets.UTF_8));
    return List.of(
        create("file", "new", text("contentType"), "contentType", text),
        patch(former, "contentType", text, text("contentType")));
  }
}
