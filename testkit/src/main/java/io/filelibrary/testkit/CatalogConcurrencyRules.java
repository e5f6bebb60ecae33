package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.SortField;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What transactions that run at once see of one another. */
interface CatalogConcurrencyRules extends CatalogLocation {

  @Test
  @DisplayName("C110 A read sees one snapshot, whatever is written while it runs")
  default void readSeesOneSnapshot() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      probe.insertFolder(probe.root(), "before");
      CountDownLatch looked = new CountDownLatch(1);
      CountDownLatch committed = new CountDownLatch(1);
      Future<Boolean> unchanged =
          workers.start(
              () ->
                  probe.read(
                      reader -> {
                        List<Object> first = everything(reader, probe);
                        looked.countDown();
                        boolean concurrent = Workers.opensSoon(committed);
                        assertThat(everything(reader, probe))
                            .as("the second look; the write has committed: %s", concurrent)
                            .isEqualTo(first);
                        return true;
                      }));
      Workers.await(looked);
      Future<Boolean> written =
          workers.start(
              () -> {
                addChild(probe, "after");
                committed.countDown();
                return true;
              });
      assertThat(Workers.join(unchanged)).isTrue();
      assertThat(Workers.join(written)).isTrue();
    }
  }

  @Test
  @DisplayName("C111 Writers that count in one channel lose no update")
  default void noUpdateIsLost() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      assertThat(
              workers.race(
                  8,
                  number -> {
                    for (int i = 0; i < 25; i++) {
                      probe.change(writer -> count(writer, probe.channel()));
                    }
                    return number;
                  }))
          .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
      assertThat(counted(probe)).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("C112 Of writers that insert one name exactly one succeeds, the rest CONSTRAINT")
  default void oneOfConcurrentNamesWins() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (int round = 0; round < 10; round++) {
        String name = "name " + round;
        List<Outcome<ItemRecord>> outcomes =
            workers.race(8, number -> probe.insertFolder(probe.root(), name));
        assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
        for (Outcome<ItemRecord> outcome : outcomes) {
          outcome.failure().ifPresent(e -> BackendFailures.assertRefusal(Reason.CONSTRAINT, e));
        }
      }
      assertThat(probe.list(r -> r.children(probe.channel(), byName(probe)))).hasSize(10);
    }
  }

  @Test
  @DisplayName("C113 A writer that found something absent is alone in acting upon it")
  default void absenceHoldsUntilTheCommit() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (int round = 0; round < 10; round++) {
        ItemRecord folder = probe.insertFolder(probe.root(), "folder " + round);
        ChildQuery inFolder =
            new ChildQuery(folder.id(), SortField.NAME, false, false, true, Optional.empty(), 9);
        List<Outcome<Boolean>> outcomes =
            workers.race(
                6,
                number ->
                    probe.write(
                        writer -> {
                          if (!writer.children(probe.channel(), inFolder).isEmpty()) {
                            return false;
                          }
                          writer.insertItem(probe.rows().folder(folder.id(), "n" + number));
                          return true;
                        }));
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
        assertThat(outcomes).filteredOn(outcome -> outcome.value().orElse(false)).hasSize(1);
      }
    }
  }

  @Test
  @DisplayName("C114 Reads that run beside writes never see half of one, nor go back in time")
  default void readsNeverSeeHalfOfAWrite() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      Future<Boolean> writer =
          workers.start(
              () -> {
                for (int i = 0; i < 60; i++) {
                  addChild(probe, "child " + i);
                }
                return true;
              });
      List<Outcome<Integer>> outcomes =
          workers.race(
              3,
              number -> {
                long last = 0;
                while (!writer.isDone()) {
                  long seen = probe.read(reader -> consistentCount(reader, probe));
                  assertThat(seen).isGreaterThanOrEqualTo(last);
                  last = seen;
                }
                return number;
              });
      assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
      assertThat(Workers.join(writer)).isTrue();
      long last = probe.read(reader -> consistentCount(reader, probe));
      assertThat(last).isEqualTo(60);
    }
  }

  @Test
  @DisplayName("C115 Writers in several channels all succeed")
  default void channelsAreWrittenAtOnce() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      List<CatalogProbe> probes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        probes.add(CatalogProbe.create(catalog, "channel " + i));
      }
      assertThat(
              workers.race(
                  8,
                  number -> {
                    CatalogProbe probe = probes.get(number % 4);
                    for (int i = 0; i < 15; i++) {
                      probe.change(writer -> count(writer, probe.channel()));
                    }
                    return number;
                  }))
          .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
      for (CatalogProbe probe : probes) {
        assertThat(counted(probe)).isEqualTo(30);
      }
    }
  }

  @Test
  @DisplayName("C116 Two opposite moves that look at the tree first never make a cycle")
  default void oppositeMovesMakeNoCycle() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (int round = 0; round < 10; round++) {
        ItemRecord a = probe.insertFolder(probe.root(), "a" + round);
        ItemRecord b = probe.insertFolder(probe.root(), "b" + round);
        List<Outcome<Boolean>> outcomes =
            workers.race(
                2,
                number ->
                    number == 0 ? moveUnlessCycle(probe, a, b) : moveUnlessCycle(probe, b, a));
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
        assertThat(outcomes).filteredOn(outcome -> outcome.value().orElse(false)).hasSize(1);
      }
    }
  }

  private static boolean moveUnlessCycle(CatalogProbe probe, ItemRecord item, ItemRecord target)
      throws BackendException {
    ItemRecord moved =
        item.withPlacement(Placement.living(target.id())).changed(probe.rows().newStamp());
    return probe.write(
        writer -> {
          boolean cycle =
              writer.lineage(probe.channel(), target.id()).stream()
                  .anyMatch(ancestor -> ancestor.id().equals(item.id()));
          return !cycle && writer.updateItem(moved, item.revision());
        });
  }

  /** Adds a child to the root, an entry to the change feed and one to the channel's usage. */
  static ItemRecord addChild(CatalogProbe probe, String name) throws BackendException {
    return probe.write(writer -> addChild(writer, probe, name));
  }

  static ItemRecord addChild(CatalogWriter writer, CatalogProbe probe, String name)
      throws BackendException {
    ItemRecord child = probe.rows().folder(probe.root(), name);
    writer.insertItem(child);
    count(writer, probe.channel());
    long sequence = writer.changes(probe.channel(), 0, 1000).size() + 1L;
    writer.insertChange(probe.rows().change(sequence, child));
    return child;
  }

  private static void count(CatalogWriter writer, ChannelId id) throws BackendException {
    ChannelRecord row = writer.channel(id).orElseThrow();
    Channel channel = row.channel();
    Usage more = channel.usage().plus(1, 0);
    Channel counted = new Channel(channel.spec(), more, channel.createdAt(), channel.updatedAt());
    ChannelRecord changed = new ChannelRecord(counted, row.root(), row.lastChange());
    assertThat(writer.updateChannel(changed)).isTrue();
  }

  private static long counted(CatalogProbe probe) throws BackendException {
    return probe
        .read(reader -> reader.channel(probe.channel()))
        .orElseThrow()
        .channel()
        .usage()
        .items();
  }

  private static long consistentCount(CatalogReader reader, CatalogProbe probe)
      throws BackendException {
    int children = reader.children(probe.channel(), byName(probe)).size();
    long counted = reader.channel(probe.channel()).orElseThrow().channel().usage().items();
    assertThat(counted).as("the count, of %d children", children).isEqualTo(children);
    assertThat(reader.changes(probe.channel(), 0, 1000)).hasSize(children);
    return counted;
  }

  static List<Object> everything(CatalogReader reader, CatalogProbe probe) throws BackendException {
    return List.of(
        reader.channels(Optional.empty(), 1000),
        reader.channel(probe.channel()),
        reader.children(probe.channel(), byName(probe)),
        reader.descend(probe.channel(), probe.root(), List.of("after")),
        reader.changes(probe.channel(), 0, 1000));
  }

  private static ChildQuery byName(CatalogProbe probe) {
    return new ChildQuery(probe.root(), SortField.NAME, false, false, true, Optional.empty(), 1000);
  }
}
