package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ChannelRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows of channels. */
interface CatalogChannelRules extends CatalogLocation {
  /** Ascending by UTF-8 bytes. By UTF-16 units, case-blind or in a locale they order otherwise. */
  List<String> ORDERED_IDS =
      List.of(
          " a",
          "%",
          "A",
          "B",
          "Z",
          "_",
          "a",
          "a ",
          "a/",
          "a/b",
          "aa",
          "b",
          "e\u0301",
          "\u00df",
          "\u00e9",
          "\uE000",
          "\uFF5E",
          "\uD800\uDC00",
          "\uD83D\uDE00");

  @Test
  @DisplayName("C11 Channels are told apart by their exact ids, and an absent one is empty")
  default void channelIdsAreExact() throws Exception {
    try (Catalog catalog = open()) {
      assertThat(CatalogProbe.find(catalog, reader -> reader.channel(ChannelId.of("a")))).isEmpty();
      for (String id : List.of("a", "a/b", "\u00e9", "100%")) {
        CatalogProbe.create(catalog, id);
      }
      for (String absent : List.of("A", " a", "a ", "a/", "a/B", "e\u0301", "100_", "1000", "%")) {
        assertThat(CatalogProbe.find(catalog, reader -> reader.channel(ChannelId.of(absent))))
            .as("channel %s", absent)
            .isEmpty();
      }
      CatalogProbe.create(catalog, "A");
      CatalogProbe.create(catalog, "e\u0301");
      assertThat(ids(catalog, Optional.empty(), 100))
          .containsExactly("100%", "A", "a", "a/b", "e\u0301", "\u00e9");
    }
  }

  @Test
  @DisplayName("C12 Channels are listed by the UTF-8 bytes of their ids")
  default void channelsAreOrderedByBytes() throws Exception {
    try (Catalog catalog = open()) {
      assertThat(ids(catalog, Optional.empty(), 1)).isEmpty();
      createShuffled(catalog);
      assertThat(ids(catalog, Optional.empty(), 1000)).containsExactlyElementsOf(ORDERED_IDS);
    }
  }

  @Test
  @DisplayName("C13 Pages of channels are exact, and may begin after an id that is absent")
  default void pagesOfChannelsAreExact() throws Exception {
    try (Catalog catalog = open()) {
      createShuffled(catalog);
      for (int limit : List.of(1, 2, 5, ORDERED_IDS.size(), 100)) {
        List<String> seen = new ArrayList<>();
        List<String> page = ids(catalog, Optional.empty(), limit);
        while (!page.isEmpty()) {
          int expected = Math.min(limit, ORDERED_IDS.size() - seen.size());
          assertThat(page).as("page of %d after %s", limit, seen).hasSize(expected);
          seen.addAll(page);
          page = ids(catalog, Optional.of(page.get(page.size() - 1)), limit);
        }
        assertThat(seen).containsExactlyElementsOf(ORDERED_IDS);
      }
      assertThat(ids(catalog, Optional.of("a."), 2)).containsExactly("a/", "a/b");
      assertThat(ids(catalog, Optional.of("\uFFFC"), 9))
          .containsExactly("\uD800\uDC00", "\uD83D\uDE00");
    }
  }

  @Test
  @DisplayName("C14 Inserting a channel whose id is taken is CONSTRAINT")
  default void channelIsInsertedOnce() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "a");
      ChannelRecord again = changed(probe.rows());
      probe.assertConstraint(writer -> writer.insertChannel(again));
      assertThat(probe.find(r -> r.channel(probe.channel())))
          .contains(probe.rows().channelRecord());
    }
  }

  @Test
  @DisplayName("C15 Updating a channel replaces every field, and no other channel")
  default void channelIsReplaced() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "a");
      CatalogProbe other = CatalogProbe.create(catalog, "A");
      ChannelRecord changed = changed(probe.rows());
      for (ChannelRecord row : List.of(changed, probe.rows().channelRecord(), changed)) {
        assertThat(probe.answer(writer -> writer.updateChannel(row))).isTrue();
        assertThat(probe.find(r -> r.channel(probe.channel()))).contains(row);
      }
      assertThat(other.find(r -> r.channel(other.channel())))
          .contains(other.rows().channelRecord());
    }
  }

  @Test
  @DisplayName("C16 Updating an absent channel answers false and adds none")
  default void absentChannelIsNotUpdated() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe.create(catalog, "a");
      CatalogProbe absent = new CatalogProbe(catalog, SampleChannel.of("b"));
      ChannelRecord row = absent.rows().channelRecord();
      assertThat(absent.answer(writer -> writer.updateChannel(row))).isFalse();
      assertThat(ids(catalog, Optional.empty(), 10)).containsExactly("a");
    }
  }

  @Test
  @DisplayName("C170 Attributes of a channel come back as given, and are replaced as a whole")
  default void attributesOfAChannelAreReplaced() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "a");
      CatalogProbe other = CatalogProbe.create(catalog, "b");
      List<Attributes> all = CatalogRecordRules.manyAttributes();
      for (int i = 0; i < all.size(); i++) {
        ChannelRecord inserted = withAttributes(SampleChannel.of("new " + i), all.get(i));
        CatalogProbe fresh = new CatalogProbe(catalog, SampleChannel.of("new " + i));
        fresh.change(writer -> writer.insertChannel(inserted));
        assertThat(fresh.find(r -> r.channel(fresh.channel()))).contains(inserted);
        for (Attributes next : List.of(all.get(i), all.get((i + 1) % all.size()))) {
          ChannelRecord row = withAttributes(probe.rows(), next);
          assertThat(probe.answer(writer -> writer.updateChannel(row))).isTrue();
          assertThat(probe.find(r -> r.channel(probe.channel()))).contains(row);
        }
      }
      assertThat(other.find(r -> r.channel(other.channel())))
          .contains(other.rows().channelRecord());
    }
  }

  private static ChannelRecord withAttributes(SampleChannel rows, Attributes attributes) {
    Channel plain = rows.channelRecord().channel();
    Channel channel = new Channel(plain.spec().withAttributes(attributes), Usage.NONE, TIME, TIME);
    return new ChannelRecord(channel, rows.root(), 0);
  }

  private static ChannelRecord changed(SampleChannel rows) {
    ChannelSpec spec =
        new ChannelSpec(
            rows.id(),
            TenantId.of("other tenant"),
            new Membership(
                MembershipType.COMPANY, Optional.of("c"), Optional.of("d"), List.of("x", "y")),
            NamePolicy.POSIX,
            false,
            OptionalLong.of(99),
            Attributes.of(Map.of("key", "value")));
    Channel channel = new Channel(spec, new Usage(3, 4), TIME.plusNanos(5), TIME.plusNanos(6));
    return new ChannelRecord(channel, rows.root(), 7);
  }

  private static void createShuffled(Catalog catalog) throws BackendException {
    for (int i = 0; i < ORDERED_IDS.size(); i++) {
      CatalogProbe.create(catalog, ORDERED_IDS.get(i * 7 % ORDERED_IDS.size()));
    }
  }

  private static List<String> ids(Catalog catalog, Optional<String> after, int limit)
      throws BackendException {
    return CatalogProbe.list(catalog, reader -> reader.channels(after.map(ChannelId::of), limit))
        .stream()
        .map(row -> row.channel().id().value())
        .toList();
  }
}
