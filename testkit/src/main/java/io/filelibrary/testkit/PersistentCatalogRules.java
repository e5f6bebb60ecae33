package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.Catalog;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is there when a catalog is opened again. */
interface PersistentCatalogRules extends CatalogLocation {

  @Test
  @DisplayName("C130 A catalog that is opened again has the same identity")
  default void identityOutlivesTheInstance() throws Exception {
    UUID id;
    try (Catalog catalog = open()) {
      id = catalog.id();
    }
    try (Catalog catalog = open()) {
      assertThat(catalog.id()).isEqualTo(id);
    }
  }

  @Test
  @DisplayName("C131 A catalog that is opened again has every row as it was written")
  default void rowsOutliveTheInstance() throws Exception {
    SampleRows rows;
    CatalogProbe before;
    try (Catalog catalog = open()) {
      before = CatalogProbe.create(catalog, "channel");
      rows = SampleRows.insert(before);
    }
    for (int round = 0; round < 2; round++) {
      try (Catalog catalog = open()) {
        CatalogProbe probe = new CatalogProbe(catalog, before.rows());
        rows.assertStored(probe);
        assertThat(probe.find(r -> r.uploadTo(rows.upload().content().orElseThrow())))
            .contains(rows.upload());
        assertThat(CatalogProbe.list(catalog, reader -> reader.channels(Optional.empty(), 10)))
            .containsExactly(before.rows().channelRecord());
        probe.insertFolder(probe.root(), "round " + round);
      }
    }
  }
}
