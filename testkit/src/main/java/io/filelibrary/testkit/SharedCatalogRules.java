package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Channel;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ItemRecord;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What instances on one location are to each other. */
interface SharedCatalogRules extends PersistentCatalogRules {

  @Test
  @DisplayName("C140 Instances on one location have one identity")
  default void instancesHaveOneIdentity() throws Exception {
    try (Catalog one = open();
        Catalog other = open()) {
      assertThat(other.id()).isEqualTo(one.id());
    }
  }

  @Test
  @DisplayName("C141 An instance sees what a write that has returned changed in another")
  default void instancesSeeEachOther() throws Exception {
    try (Catalog one = open();
        Catalog other = open()) {
      CatalogProbe probe = CatalogProbe.create(one, "channel");
      CatalogProbe otherProbe = new CatalogProbe(other, probe.rows());
      SampleRows rows = SampleRows.insert(probe);
      rows.assertStored(otherProbe);
      for (int round = 0; round < 10; round++) {
        otherProbe.assertStored(probe.insertFolder(probe.root(), "one " + round));
        probe.assertStored(otherProbe.insertFolder(probe.root(), "other " + round));
      }
    }
  }

  @Test
  @DisplayName("C142 Writers that count in one channel through several instances lose no update")
  default void noUpdateIsLostBetweenInstances() throws Exception {
    try (Catalog one = open();
        Catalog other = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(one, "channel");
      List<CatalogProbe> probes = List.of(probe, new CatalogProbe(other, probe.rows()));
      assertThat(
              workers.race(
                  6,
                  number -> {
                    for (int i = 0; i < 15; i++) {
                      count(probes.get(number % 2));
                    }
                    return number;
                  }))
          .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
      ChannelRecord row = probe.find(r -> r.channel(probe.channel())).orElseThrow();
      assertThat(row.channel().usage().items()).isEqualTo(90);
    }
  }

  @Test
  @DisplayName("C143 Of writers in several instances that insert one name exactly one succeeds")
  default void oneOfConcurrentNamesOfInstancesWins() throws Exception {
    try (Catalog one = open();
        Catalog other = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(one, "channel");
      List<CatalogProbe> probes = List.of(probe, new CatalogProbe(other, probe.rows()));
      for (int round = 0; round < 10; round++) {
        String name = "name " + round;
        List<Outcome<ItemRecord>> outcomes =
            workers.race(6, number -> probes.get(number % 2).insertFolder(probe.root(), name));
        assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
        for (Outcome<ItemRecord> outcome : outcomes) {
          outcome.failure().ifPresent(e -> BackendFailures.assertRefusal(Reason.CONSTRAINT, e));
        }
        for (CatalogProbe instance : probes) {
          List<String> key = List.of(name);
          assertThat(instance.list(r -> r.descend(probe.channel(), probe.root(), key))).hasSize(1);
        }
      }
    }
  }

  @Test
  @DisplayName("C144 Closing an instance leaves the others at work")
  default void closingLeavesOthersAtWork() throws Exception {
    try (Catalog one = open()) {
      CatalogProbe probe = CatalogProbe.create(one, "channel");
      try (Catalog other = open()) {
        CatalogProbe otherProbe = new CatalogProbe(other, probe.rows());
        otherProbe.insertFolder(probe.root(), "a");
      }
      ItemRecord folder = probe.insertFolder(probe.root(), "b");
      probe.assertStored(folder);
      try (Catalog third = open()) {
        new CatalogProbe(third, probe.rows()).assertStored(folder);
      }
    }
  }

  @Test
  @DisplayName("C145 No instance sees a write of another that has not committed")
  default void uncommittedWriteIsInvisibleToInstances() throws Exception {
    try (Catalog one = open();
        Catalog other = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(one, "channel");
      CatalogProbe otherProbe = new CatalogProbe(other, probe.rows());
      ItemRecord folder = probe.rows().folder(probe.root(), "a");
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Future<Boolean> written =
          workers.start(
              () ->
                  probe.write(
                      writer -> {
                        writer.insertItem(folder);
                        writing.countDown();
                        Workers.await(release);
                        return true;
                      }));
      Workers.await(writing);
      CountDownLatch looked = new CountDownLatch(1);
      Future<Boolean> seen =
          workers.start(
              () -> {
                boolean present = otherProbe.item(folder.id()).isPresent();
                looked.countDown();
                return present;
              });
      boolean beforeCommit = Workers.opensSoon(looked);
      release.countDown();
      assertThat(beforeCommit && Workers.join(seen)).as("seen before the commit").isFalse();
      assertThat(Workers.join(written)).isTrue();
      otherProbe.assertStored(folder);
    }
  }

  private static void count(CatalogProbe probe) throws Exception {
    probe.change(
        writer -> {
          ChannelRecord row = writer.channel(probe.channel()).orElseThrow();
          Channel channel = row.channel();
          Usage more = channel.usage().plus(1, 0);
          Channel counted =
              new Channel(channel.spec(), more, channel.createdAt(), channel.updatedAt());
          ChannelRecord changed = new ChannelRecord(counted, row.root(), row.lastChange());
          assertThat(writer.updateChannel(changed)).isTrue();
        });
  }
}
