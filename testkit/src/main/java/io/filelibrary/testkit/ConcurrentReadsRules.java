package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ItemRecord;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads and writes that do not wait for each other, even if their works are slow. */
interface ConcurrentReadsRules extends CatalogLocation {

  @Test
  @DisplayName("C160 A write does not wait for a read that runs")
  default void writeDoesNotWaitForRead() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      CountDownLatch reading = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Future<Boolean> read =
          workers.start(
              () ->
                  probe.read(
                      reader -> {
                        boolean present = reader.channel(probe.channel()).isPresent();
                        reading.countDown();
                        Workers.await(release);
                        return present;
                      }));
      Workers.await(reading);
      Future<ItemRecord> written =
          workers.start(() -> CatalogConcurrencyRules.addChild(probe, "a"));
      try {
        ItemRecord child = Workers.joinSoon(written, "the write waits for the read");
        Future<Boolean> seen = workers.start(() -> probe.item(child.id()).isPresent());
        assertThat(Workers.joinSoon(seen, "a read waits for another")).isTrue();
      } finally {
        release.countDown();
      }
      assertThat(Workers.join(read)).isTrue();
    }
  }

  @Test
  @DisplayName("C161 A read neither waits for a write that runs nor sees any of it")
  default void readDoesNotWaitForWrite() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<Object> before = probe.read(reader -> CatalogConcurrencyRules.everything(reader, probe));
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Future<Boolean> written =
          workers.start(
              () ->
                  probe.write(
                      writer -> {
                        CatalogConcurrencyRules.addChild(writer, probe, "a");
                        writing.countDown();
                        Workers.await(release);
                        return true;
                      }));
      Workers.await(writing);
      Future<List<Object>> seen =
          workers.start(
              () -> probe.read(reader -> CatalogConcurrencyRules.everything(reader, probe)));
      try {
        assertThat(Workers.joinSoon(seen, "the read waits for the write")).isEqualTo(before);
      } finally {
        release.countDown();
      }
      assertThat(Workers.join(written)).isTrue();
      assertThat(probe.list(reader -> CatalogConcurrencyRules.everything(reader, probe)))
          .isNotEqualTo(before);
    }
  }
}
