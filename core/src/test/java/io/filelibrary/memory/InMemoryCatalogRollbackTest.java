package io.filelibrary.memory;

import static io.filelibrary.memory.CatalogFixture.ROOT;
import static io.filelibrary.memory.Rows.CHANNEL;
import static io.filelibrary.memory.Rows.NOW;
import static io.filelibrary.memory.Rows.itemId;
import static io.filelibrary.memory.Rows.key;
import static io.filelibrary.memory.Rows.uploadId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.model.SortField;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A work that fails leaves no row in any table, and takes none away. */
final class InMemoryCatalogRollbackTest {
  private CatalogFixture fixture;

  @BeforeEach
  void createCatalog() throws BackendException {
    fixture = new CatalogFixture();
  }

  @Test
  void insertedRowsOfAFailedWorkAreGone() throws BackendException {
    List<Object> before = rows();

    fails(InMemoryCatalogRollbackTest::insertAll);

    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void deletedRowsOfAFailedWorkAreBack() throws BackendException {
    fixture.write(InMemoryCatalogRollbackTest::insertAll);
    List<Object> before = rows();

    fails(InMemoryCatalogRollbackTest::deleteAll);

    assertThat(rows()).isEqualTo(before);
  }

  /** That the rows differ at all: otherwise the tests above would show nothing. */
  @Test
  void worksThatSucceedChangeTheRows() throws BackendException {
    List<Object> empty = rows();
    fixture.write(InMemoryCatalogRollbackTest::insertAll);
    List<Object> full = rows();
    fixture.write(InMemoryCatalogRollbackTest::deleteAll);

    for (int table = 0; table < full.size(); table++) {
      assertThat(full.get(table)).as("table " + table).isNotEqualTo(empty.get(table));
    }
    assertThat(rows()).isNotEqualTo(full);
  }

  private void fails(CatalogFixture.Steps steps) {
    IllegalStateException stop = new IllegalStateException("stop");
    assertThatThrownBy(
            () ->
                fixture.write(
                    writer -> {
                      steps.run(writer);
                      throw stop;
                    }))
        .isSameAs(stop);
  }

  private static void insertAll(CatalogWriter writer) throws BackendException {
    writer.insertContent(Rows.live(key(1)));
    writer.insertContent(Rows.intent(CHANNEL, key(2), NOW));
    writer.insertItem(Rows.file(1, ROOT, "file", key(1)));
    writer.insertItem(Rows.pendingFile(2, ROOT, "pending"));
    writer.insertVersion(CHANNEL, Rows.version(itemId(1), 1, key(1)));
    writer.insertUpload(Rows.upload(1, itemId(2), NOW).withContent(key(3)));
    writer.insertChange(Rows.change(CHANNEL, 1));
  }

  private static void deleteAll(CatalogWriter writer) throws BackendException {
    writer.deleteUpload(CHANNEL, uploadId(1));
    writer.deleteItem(CHANNEL, itemId(1));
    writer.deleteItem(CHANNEL, itemId(2));
    writer.updateContent(Rows.live(key(1)).doomed(NOW), ContentState.LIVE);
    writer.deleteContent(CHANNEL, key(1));
  }

  /** What each table and each of its indexes answers. */
  private List<Object> rows() throws BackendException {
    return fixture.catalog.read(InMemoryCatalogRollbackTest::rows);
  }

  private static List<Object> rows(CatalogReader reader) throws BackendException {
    return List.of(
        reader.content(CHANNEL, key(1)),
        reader.dueContents(CHANNEL, ContentState.INTENT, NOW, 9),
        reader.item(CHANNEL, itemId(1)),
        reader.channelOf(itemId(2)),
        reader.children(CHANNEL, children()),
        reader.versions(CHANNEL, itemId(1)),
        reader.upload(CHANNEL, uploadId(1)),
        reader.uploadOf(CHANNEL, itemId(2)),
        reader.uploadTo(key(3)),
        reader.expiredUploads(CHANNEL, NOW, 9),
        reader.backlog(),
        reader.changes(CHANNEL, 0, 9));
  }

  private static ChildQuery children() {
    return new ChildQuery(ROOT, SortField.NAME, false, false, true, Optional.empty(), 9);
  }
}
