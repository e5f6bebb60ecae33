package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class JoinedColumnsTest {
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
