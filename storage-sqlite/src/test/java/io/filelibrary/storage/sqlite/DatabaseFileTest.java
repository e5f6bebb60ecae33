package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which SQLite a database is opened with. */
final class DatabaseFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"3.8.11.1", "3.39.4", "3.47.2", "3.51.2"})
  void olderSqliteIsRefusedWithTheVersionThatIsNeeded(String version) {
    assertThatThrownBy(() -> DatabaseFile.requireVersion(version))
        .isInstanceOfSatisfying(
            BackendException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.MISCONFIGURED))
        .hasMessageContaining(version)
        .hasMessageContaining("use sqlite-jdbc 3.51.3.0 or later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.51.3", "3.52.0", "3.100.0", "4.0.0"})
  void newerSqliteIsTaken(String version) throws BackendException {
    DatabaseFile.requireVersion(version);
  }
}
