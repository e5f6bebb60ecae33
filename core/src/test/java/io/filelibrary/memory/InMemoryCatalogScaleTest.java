package io.filelibrary.memory;

import static io.filelibrary.memory.CatalogFixture.ROOT;
import static io.filelibrary.memory.CatalogFixture.names;
import static io.filelibrary.memory.Rows.CHANNEL;
import static io.filelibrary.memory.Rows.folder;
import static io.filelibrary.memory.Rows.itemId;
import static io.filelibrary.memory.Rows.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.SortField;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ChildQuery.Position;
import io.filelibrary.spi.ItemRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What would take minutes if a write or a page cost as much as the catalog has rows. */
@Timeout(60)
class InMemoryCatalogScaleTest {
  private static final int ITEMS = 100_000;

  @Test
  void writesAndPagesStayFastAmongManyItems() throws BackendException {
    CatalogFixture fixture = new CatalogFixture();
    for (int number = 0; number < ITEMS; number++) {
      fixture.insert(link(number, ROOT, "item %06d".formatted(number)));
    }

    for (int number = 0; number < ITEMS; number += 10) {
      int current = number;
      fixture.assertRefused(writer -> writer.insertItem(folder(current, ROOT, "new")));
      List<ItemRecord> page =
          fixture.list(
              reader -> reader.children(CHANNEL, pageFrom("item %06d".formatted(current))));
      assertThat(names(page)).startsWith("item %06d".formatted(current + 1));
    }
    assertThat(fixture.find(reader -> reader.item(CHANNEL, itemId(ITEMS - 1)))).isPresent();
  }

  private static ChildQuery pageFrom(String nameKey) {
    Optional<Position> after = Optional.of(new Position(false, 0, nameKey));
    return new ChildQuery(ROOT, SortField.NAME, false, false, true, after, 2);
  }
}
