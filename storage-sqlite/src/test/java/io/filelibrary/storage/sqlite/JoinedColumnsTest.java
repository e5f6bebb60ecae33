package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.testkit.SampleChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JoinedColumnsTest {
  @TempDir private Path folder;

  private static JoinedColumns select(String... expressions) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery("SELECT " + JoinedColumns.of(expressions))) {
      Row row = new Row(results);
      assertThat(row.advance()).isTrue();
      return row.joined(expressions.length);
    }
  }

  @Test
  void valuesComeBackInTheirOrder() throws Exception {
    UUID id = UUID.fromString("f0000000-0000-4000-8000-00000000000a");
    JoinedColumns columns =
        select(
            "hex(x'" + id.toString().replace("-", "") + "')",
            "'LINK'",
            "'Ärger \uD83D\uDE00'",
            "-9223372036854775808",
            "9223372036854775807",
            "0",
            "1");

    assertThat(columns.itemId()).isEqualTo(new ItemId(id));
    assertThat(columns.word(ItemKind.class)).isEqualTo(ItemKind.LINK);
    assertThat(columns.text()).isEqualTo("Ärger \uD83D\uDE00");
    assertThat(columns.number()).isEqualTo(Long.MIN_VALUE);
    assertThat(columns.optionalNumber()).hasValue(Long.MAX_VALUE);
    assertThat(columns.flag()).isFalse();
    assertThat(columns.flag()).isTrue();
  }

  @Test
  void absentValuesAreAbsentWhereverTheyStand() throws Exception {
    JoinedColumns columns = select("NULL", "hex(NULL)", "NULL", "NULL", "'x'", "hex(NULL)");

    assertThat(columns.optionalText()).isEmpty();
    assertThat(columns.optionalItemId()).isEmpty();
    assertThat(columns.optionalNumber()).isEmpty();
    assertThat(columns.optionalMoment()).isEmpty();
    assertThat(columns.text()).isEqualTo("x");
    assertThat(columns.optionalSha256()).isEmpty();
  }

  @Test
  void textWithALineFeedIsRefusedRatherThanTakenForTwo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> select("'a' || char(10) || 'b'", "'c'"))
        .withMessage("3 values instead of 2");
  }

  @Test
  void nameThatCouldNotBeReadAgainIsNotStored() throws Exception {
    try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("catalog.db"))) {
      SampleChannel rows = SampleChannel.create(catalog, "channel");
      ItemRecord plain = rows.folder(rows.root(), "a");
      write(catalog, writer -> writer.insertItem(plain), rows);

      assertRefused(
          () -> write(catalog, writer -> writer.insertItem(rows.link(rows.root(), "a\nb")), rows));
      assertRefused(
          () -> write(catalog, writer -> writer.updateItem(plain.withName("b", "b\n"), 1), rows));
      assertThat(catalog.<ItemRecord>read(r -> r.item(rows.id(), plain.id()).orElseThrow()))
          .isEqualTo(plain);
    }
  }

  private interface Changes {
    void apply(CatalogWriter writer) throws BackendException;
  }

  private static void write(SqliteCatalog catalog, Changes changes, SampleChannel rows)
      throws BackendException {
    catalog.<Boolean>write(
        rows.id(),
        Durability.DURABLE,
        writer -> {
          changes.apply(writer);
          return true;
        });
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(BackendException.Reason.CONSTRAINT));
  }

  @Test
  void missingValuesAndDamagedIdsAreRefused() throws Exception {
    JoinedColumns columns = select("NULL", "hex(x'0102')");

    assertThatIllegalArgumentException()
        .isThrownBy(columns::text)
        .withMessage("value 1 is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(columns::itemId)
        .withMessage("a UUID has 16 bytes");
  }
}
