package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every field of every row comes back as it was given. */
interface CatalogRecordRules extends CatalogLocation {
  /** Text that quoting, formats and encodings like to damage. */
  List<String> NASTY_TEXTS =
      List.of(
          "it's \"quoted\" `so`",
          "%_\\*?[a-z]",
          "{\"a\":[1,null]}",
          "a=b&c=d;e,f|g; --",
          "null",
          " spaced ",
          "e\u0301 and \u00e9",
          "\uD83D\uDE00 \uD83C\uDDE9\uD83C\uDDEA",
          "\u202Eright to left",
          "\uFFFD\uFF5E\uE000",
          "\u0130\u0131\u00df\u1E9E\u03C2");

  /** The first and the last moment that rows may carry, and some where rounding goes wrong. */
  List<Instant> EXTREME_TIMES =
      List.of(
          Instant.parse("1678-01-01T00:00:00Z"),
          Instant.parse("1678-01-01T00:00:00.000000001Z"),
          Instant.parse("1969-12-31T23:59:59.999999999Z"),
          Instant.EPOCH,
          Instant.EPOCH.plusNanos(1),
          Instant.parse("2024-02-29T12:00:00.000001Z"),
          Instant.parse("2038-01-19T03:14:08.987654321Z"),
          Instant.parse("2261-12-31T23:59:59.999999999Z"));

  @Test
  @DisplayName("C01 A channel comes back with every field as given")
  default void channelComesBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      List<Membership> memberships = new ArrayList<>();
      memberships.add(Membership.EMPTY_GROUP);
      memberships.add(
          new Membership(
              MembershipType.INDIVIDUAL, Optional.of("client"), Optional.empty(), List.of("a")));
      memberships.add(
          new Membership(
              MembershipType.COMPANY,
              Optional.empty(),
              Optional.of("company"),
              List.of("z", "a", "z", "\uD83D\uDE00")));
      memberships.add(
          new Membership(
              MembershipType.GROUP,
              Optional.of("\"c\""),
              Optional.of("x".repeat(255)),
              List.of("with space", "it's", "a,b", "[", "\\", "\u00e9")));
      int number = 0;
      for (Membership membership : memberships) {
        for (OptionalLong quota :
            List.of(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(Long.MAX_VALUE))) {
          number++;
          SampleChannel rows = SampleChannel.of("channel/" + number);
          ChannelSpec spec =
              new ChannelSpec(
                  rows.id(),
                  TenantId.of("tenant " + number),
                  membership,
                  number % 2 == 0 ? NamePolicy.PORTABLE : NamePolicy.POSIX,
                  number % 3 == 0,
                  quota,
                  number % 2 == 0 ? Attributes.NONE : Attributes.of(Map.of("n", "" + number)));
          Usage usage = number % 2 == 0 ? Usage.NONE : new Usage(number, Long.MAX_VALUE - number);
          Channel channel = new Channel(spec, usage, TIME, TIME.plusNanos(number));
          assertChannelComesBack(catalog, rows, new ChannelRecord(channel, rows.root(), number));
        }
      }
    }
  }

  @Test
  @DisplayName("C02 A folder, a link and a file come back with every field as given")
  default void itemComesBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ContentRecord content = probe.insert(rows.live(12));
      String longUrl = "https://example.org/?" + "q".repeat(LinkUrl.MAX_LENGTH - 21);
      List<ItemRecord> items = new ArrayList<>();
      items.add(rows.folder(probe.root(), "folder").withVisibility(Visibility.PUBLIC));
      items.add(rows.link(probe.root(), "link").withLinkUrl(LinkUrl.of(longUrl)));
      items.add(rows.file(probe.root(), "file", content));
      items.add(rows.pendingFile(probe.root(), "pending"));
      items.add(
          rows.file(probe.root(), "extreme", content)
              .withFile(
                  new FileRecord(
                      FileStatus.COMPLETED,
                      Long.MAX_VALUE,
                      ContentType.of("a/b; x=\"it's; \\\"quoted\\\"\"; y=" + "z".repeat(200)),
                      Integer.MAX_VALUE,
                      Optional.of(content.key()),
                      content.sha256(),
                      true)));
      items.add(
          rows.pendingFile(probe.root(), "declared")
              .withFile(
                  new FileRecord(
                      FileStatus.PENDING,
                      Long.MAX_VALUE,
                      ContentType.of("text/plain"),
                      0,
                      Optional.empty(),
                      Optional.empty(),
                      true)));
      for (ItemRecord item : items) {
        probe.assertStored(probe.insert(item));
      }
      assertThat(probe.item(probe.root()).map(ItemRecord::placement)).contains(Placement.ROOT);
      assertThat(probe.item(probe.root()).map(ItemRecord::name)).contains("");
    }
  }

  @Test
  @DisplayName("C03 Every placement comes back as given: living, trashed, detached and deleted")
  default void placementComesBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord home = probe.insertFolder(probe.root(), "home");
      List<Placement> placements =
          List.of(
              Placement.living(home.id()),
              Placement.trashed(probe.root(), home.id(), TIME.plusNanos(1)),
              Placement.detached(probe.root(), home.id(), TIME.plusNanos(2)),
              Placement.deleted(probe.root(), TIME.plusNanos(3)));
      for (Placement placement : placements) {
        ItemRecord folder = probe.rows().folder(probe.root(), "name").withPlacement(placement);
        probe.assertStored(probe.insert(folder));
      }
    }
  }

  @Test
  @DisplayName("C04 Attributes come back as given, whatever their characters and however many")
  default void attributesComeBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      int number = 0;
      for (Attributes attributes : manyAttributes()) {
        number++;
        ItemRecord folder =
            probe.rows().folder(probe.root(), "f" + number).withAttributes(attributes);
        probe.assertStored(probe.insert(folder));
      }
    }
  }

  @Test
  @DisplayName("C05 Times come back to the nanosecond, from the year 1678 to 2261")
  default void timesComeBackToTheNanosecond() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      for (Instant time : EXTREME_TIMES) {
        Stamp stamp = new Stamp(time, ActorId.of("a"));
        ItemRecord changed = rows.folder(probe.root(), time.toString()).changed(stamp);
        probe.assertStored(probe.insert(changed));
        ItemRecord parked =
            rows.folder(probe.root(), "x")
                .withPlacement(Placement.trashed(probe.root(), probe.root(), time));
        probe.assertStored(probe.insert(parked));
        probe.assertStored(probe.insert(rows.intent(time)));
        probe.assertStored(probe.insert(rows.doomed(time)));
        UploadRecord upload = rows.upload(changed, time);
        probe.change(writer -> writer.insertUpload(upload));
        assertThat(probe.find(r -> r.upload(probe.channel(), upload.id()))).contains(upload);

        SampleChannel other = SampleChannel.of("channel " + time);
        Channel channel =
            new Channel(other.channelRecord().channel().spec(), Usage.NONE, time, time);
        assertChannelComesBack(catalog, other, new ChannelRecord(channel, other.root(), 0));
      }
    }
  }

  @Test
  @DisplayName("C06 Names, their keys and ids come back as given, whatever their characters")
  default void textsComeBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<String> texts = new ArrayList<>(NASTY_TEXTS);
      texts.add("\uD83D\uDE00".repeat(63));
      texts.add("\u00e9".repeat(127));
      texts.add("n".repeat(255));
      for (String text : texts) {
        ItemRecord folder = probe.rows().folder(probe.root(), "-").withName(text, "key " + text);
        Stamp stamp = new Stamp(TIME, ActorId.of(text));
        probe.assertStored(probe.insert(folder.changed(stamp)));
        SampleChannel other = SampleChannel.of(text);
        assertChannelComesBack(catalog, other, other.channelRecord());
      }
      SampleChannel longest = SampleChannel.of("\uFF5E".repeat(255));
      assertChannelComesBack(catalog, longest, longest.channelRecord());
    }
  }

  @Test
  @DisplayName("C07 A content comes back with every field as given")
  default void contentComesBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ContentRecord live = rows.live(Long.MAX_VALUE);
      ContentRecord encrypted =
          new ContentRecord(
              rows.newKey(),
              probe.channel(),
              live.state(),
              Long.MAX_VALUE,
              false,
              OptionalLong.of(0),
              live.sha256(),
              OptionalInt.of(Integer.MIN_VALUE),
              true,
              Optional.empty());
      ContentRecord arrived = rows.intent(TIME.plusNanos(1));
      List<ContentRecord> contents =
          List.of(
              live,
              encrypted,
              rows.intent(TIME),
              arrived.arrived(7, live.sha256().orElseThrow(), OptionalInt.empty(), false),
              rows.doomed(TIME.plusNanos(2)),
              rows.intent(TIME).doomed(TIME.plusNanos(3)));
      for (ContentRecord content : contents) {
        probe.assertStored(probe.insert(content));
      }
    }
  }

  @Test
  @DisplayName("C08 A version comes back with every field as given")
  default void versionComesBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord file = probe.insertFile(probe.root(), "file");
      ContentRecord content = probe.insert(probe.rows().live(1));
      VersionRecord first = probe.rows().version(file, 1, content);
      VersionRecord last =
          new VersionRecord(
              file.id(),
              Integer.MAX_VALUE,
              content.key(),
              ContentType.of("a/b; c=\"'\""),
              new Stamp(EXTREME_TIMES.get(1), ActorId.of("it's \uD83D\uDE00")));
      probe.change(
          writer -> {
            writer.insertVersion(probe.channel(), first);
            writer.insertVersion(probe.channel(), last);
          });
      assertThat(probe.list(r -> r.versions(probe.channel(), file.id())))
          .containsExactly(first, last);
    }
  }

  @Test
  @DisplayName("C09 An upload comes back with every field as given")
  default void uploadComesBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      for (ConflictPolicy conflict : ConflictPolicy.values()) {
        for (UploadState state : UploadState.values()) {
          ItemRecord file = probe.insert(rows.pendingFile(probe.root(), conflict + " " + state));
          UploadRecord plain = rows.upload(file, TIME);
          boolean open = state == UploadState.OPEN;
          UploadRecord upload =
              new UploadRecord(
                  plain.id(),
                  probe.channel(),
                  file.id(),
                  state,
                  open ? Optional.of(rows.newKey()) : Optional.empty(),
                  open ? Optional.of("2~a+b/c=") : Optional.empty(),
                  open ? OptionalLong.empty() : OptionalLong.of(Long.MAX_VALUE),
                  open ? rows.live(1).sha256() : Optional.empty(),
                  open ? Long.MAX_VALUE : 0,
                  conflict,
                  TIME.plusNanos(1));
          probe.change(writer -> writer.insertUpload(upload));
          assertThat(probe.find(r -> r.upload(probe.channel(), upload.id()))).contains(upload);
        }
      }
    }
  }

  @Test
  @DisplayName("C10 A change comes back with every field as given")
  default void changeComesBackEqual() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      TreeMap<String, String> previous = new TreeMap<>();
      NASTY_TEXTS.forEach(text -> previous.put("attributes." + text, text + "\r\n\u0001"));
      previous.put("parent", "");
      List<Change> changes = new ArrayList<>();
      for (ChangeAction action : ChangeAction.values()) {
        for (ItemKind kind : ItemKind.values()) {
          boolean plain = kind == ItemKind.FILE;
          ItemId item = probe.rows().newItemId();
          changes.add(
              new Change(
                  changes.size() + 1,
                  probe.channel(),
                  action,
                  kind,
                  item,
                  plain ? Optional.empty() : Optional.of(probe.rows().newItemId()),
                  ItemName.of(plain ? "name" : "it's \uD83D\uDE00"),
                  plain ? 1 : Long.MAX_VALUE,
                  new Stamp(EXTREME_TIMES.get(changes.size() % 8), ActorId.of("a/'b'")),
                  plain ? new TreeMap<>() : previous));
        }
      }
      probe.change(
          writer -> {
            for (Change change : changes) {
              writer.insertChange(change);
            }
          });
      assertThat(probe.list(r -> r.changes(probe.channel(), 0, 100)))
          .containsExactlyElementsOf(changes);
    }
  }

  private static void assertChannelComesBack(
      Catalog catalog, SampleChannel rows, ChannelRecord channel) throws Exception {
    ChannelId id = rows.id();
    ItemRecord root = rows.rootRecord();
    boolean written =
        catalog.write(
            id,
            Durability.DURABLE,
            writer -> {
              writer.insertChannel(channel);
              writer.insertItem(root);
              return true;
            });
    assertThat(written).isTrue();
    assertThat(CatalogProbe.find(catalog, reader -> reader.channel(id))).contains(channel);
  }

  /** None, attributes that are easily damaged, and as many as there can be. */
  static List<Attributes> manyAttributes() {
    TreeMap<String, String> nasty = new TreeMap<>();
    for (String text : NASTY_TEXTS) {
      nasty.put(text, text + "\r\n\t\u0001\u2028 " + text);
    }
    nasty.put("empty", "");
    nasty.put("k".repeat(128), "v".repeat(4096));
    TreeMap<String, String> many = new TreeMap<>();
    for (int i = 0; i < 64; i++) {
      many.put("key " + i, "x".repeat(i));
    }
    return List.of(Attributes.NONE, Attributes.of(nasty), Attributes.of(many));
  }
}
