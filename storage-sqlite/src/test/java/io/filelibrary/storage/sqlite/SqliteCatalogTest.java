package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.folder;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static io.filelibrary.storage.sqlite.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special to this catalog; the contract of all catalogs is in the test kit. */
final class SqliteCatalogTest {
  @TempDir Path folder;

  @Test
  void whatWasWrittenIsThereAfterItIsOpenedAgain() throws Exception {
    try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("a b?c#d%.db"))) {
      write(catalog, Samples::insertChannel);
      write(catalog, writer -> writer.insertItem(folder(itemId(2), ROOT, "docs")));
    }
    try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("a b?c#d%.db"))) {
      assertThat(catalog.<Object>read(reader -> reader.lineage(CHANNEL, itemId(2))))
          .isEqualTo(
              java.util.List.of(folder(itemId(2), ROOT, "docs"), Samples.root(CHANNEL, ROOT)));
    }
    assertThat(folder.toFile().list()).containsExactly("a b?c#d%.db");
  }
}
