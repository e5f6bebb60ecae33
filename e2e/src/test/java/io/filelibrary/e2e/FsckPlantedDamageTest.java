package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.ReadData;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.check.Standing;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large library on SQLite and a disk is damaged by SQL and by the file system, and a check names
 * what was done, each by its kind and id, and nothing else. {@code -Dfsck.items=100000} makes it
 * large.
 */
final class FsckPlantedDamageTest {
  private static final int ITEMS = Integer.getInteger("fsck.items", 10_000);
  private static final CheckOptions READ = CheckOptions.DEFAULT.withReadData(ReadData.ALL);
  private static final ContentKey MARK = new ContentKey("catalog-id");
  private static final ContentKey STRAY =
      new ContentKey("private/ffffffffffffffffffffffffffffffff");
  private static final String LEFT = "put-0123456789abcdef0123456789abcdef.part";

  @TempDir Path directory;
  private final List<String> planted = new ArrayList<>();

  @Test
  void checkNamesExactlyWhatWasPlanted() throws Exception {
    try (PlantedLibrary library = PlantedLibrary.create(directory, ITEMS)) {
      plantBytes(library);
      plantRows(library);
      plantForeignMark();
    }
    try (PlantedLibrary library = PlantedLibrary.open(directory)) {
      List<Finding> findings = new ArrayList<>();
      Instant begin = Instant.now();

      CheckReport report = check(library, READ, findings);

      report(report, Duration.between(begin, Instant.now()));
      assertThat(findings.stream().map(FsckPlantedDamageTest::words).toList())
          .containsExactlyInAnyOrderElementsOf(planted);
      assertThat(report.unchecked()).isEmpty();
      assertThat(report.resume()).isEmpty();
      assertThat(report.standing()).isEqualTo(Standing.FOREIGN);
    }
  }

  @Test
  void soundLibraryHasNoFinding() throws Exception {
    try (PlantedLibrary library = PlantedLibrary.create(directory, ITEMS)) {
      List<Finding> findings = new ArrayList<>();

      CheckReport report = check(library, READ, findings);

      assertThat(findings).isEmpty();
      assertThat(report.isClean()).isTrue();
      assertThat(report.examined().items()).isEqualTo(ITEMS + 1);
      assertThat(report.standing()).isEqualTo(Standing.TOGETHER);
    }
  }

  @Test
  void repairMendsAllButBytesNamesAndTheFeed() throws Exception {
    try (PlantedLibrary library = PlantedLibrary.create(directory, 1_000)) {
      plantBytes(library);
      plantRows(library);
    }
    try (PlantedLibrary library = PlantedLibrary.open(directory)) {
      check(library, READ.withRepair(RepairLevel.TREE), new ArrayList<>());
      List<Finding> left = new ArrayList<>();

      check(library, READ, left);

      assertThat(left)
          .extracting(Finding::kind)
          .containsExactlyInAnyOrder(
              FindingKind.MISSING_OBJECT,
              FindingKind.WRONG_SIZE,
              FindingKind.DAMAGED_BYTES,
              FindingKind.WRONG_NAME_KEY,
              FindingKind.WRONG_FEED);
    }
  }

  private static CheckReport check(
      PlantedLibrary library, CheckOptions options, List<Finding> findings) {
    return FileLibrary.check(
        library.catalog, library.storage, LibraryOptions.defaults(), options, findings::add);
  }

  private void plantBytes(PlantedLibrary library) throws IOException {
    Files.delete(fileOf(library.keys.get(3)));
    expect(FindingKind.MISSING_OBJECT, library.storedFiles.get(3), library.keys.get(3));

    Files.write(fileOf(library.keys.get(5)), new byte[] {1}, StandardOpenOption.APPEND);
    expect(FindingKind.WRONG_SIZE, library.storedFiles.get(5), library.keys.get(5));

    Path damaged = fileOf(library.keys.get(8));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(damaged, bytes);
    expect(FindingKind.DAMAGED_BYTES, library.storedFiles.get(8), library.keys.get(8));

    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(10)));
    library.storage.put(
        STRAY, new ByteArrayInputStream(new byte[10]), OptionalLong.of(10), ContentHints.NONE);
    Files.setLastModifiedTime(fileOf(STRAY), longAgo);
    planted.add("ORPHAN " + STRAY);

    Path left = directory.resolve("contents/tmp/" + LEFT);
    Files.write(left, new byte[7]);
    Files.setLastModifiedTime(left, longAgo);
    planted.add("LEFTOVER " + LEFT);
  }

  private void plantRows(PlantedLibrary library) throws SQLException {
    ItemId lost = library.files.get(17);
    change("UPDATE item SET parent = randomblob(16) WHERE id = ?", lost);
    planted.add("DANGLING_PARENT " + lost);
    ItemId lostFolder = library.folders.get(library.folders.size() - 1);
    change("UPDATE item SET parent = randomblob(16) WHERE id = ?", lostFolder);
    planted.add("DANGLING_PARENT " + lostFolder);

    // The folders 4 to 6 hang in folder 2 or 1, and 13 to 15 in 4 or so.
    ItemId upper = library.folders.get(4);
    ItemId lower = library.folders.get(13);
    change("UPDATE item SET parent = ? WHERE id = ?", lower, upper);
    planted.add("CYCLE " + (upper.toString().compareTo(lower.toString()) < 0 ? upper : lower));

    change("UPDATE channel SET used_items = used_items + 3");
    planted.add("WRONG_USAGE");

    ContentKey counted = library.keys.get(11);
    change("UPDATE content SET refs = 9 WHERE key = ?", counted);
    planted.add("WRONG_REFS " + counted);

    ItemId renamed = library.files.get(29);
    change("UPDATE item SET name_key = 'other' WHERE id = ?", renamed);
    planted.add("WRONG_NAME_KEY " + renamed);

    change("DELETE FROM change WHERE sequence = 77");
    planted.add("WRONG_FEED");
  }

  private void plantForeignMark() throws IOException {
    Files.write(fileOf(MARK), new UUID(1, 2).toString().getBytes(US_ASCII));
    planted.add("FOREIGN_STORAGE " + MARK);
  }

  private void expect(FindingKind kind, ItemId item, ContentKey key) {
    planted.add(kind + " " + item + " " + key);
  }

  /** What a finding names, as the expectations are written. */
  private static String words(Finding finding) {
    StringBuilder words = new StringBuilder(finding.kind().name());
    finding.item().ifPresent(item -> words.append(' ').append(item));
    finding.key().ifPresent(key -> words.append(' ').append(key));
    if (finding.sentence().contains(LEFT)) {
      words.append(' ').append(LEFT);
    }
    return words.toString();
  }

  private Path fileOf(ContentKey key) throws IOException {
    String last = key.value().substring(key.value().lastIndexOf('/') + 1);
    try (Stream<Path> all = Files.walk(directory.resolve("contents/objects"))) {
      return all.filter(file -> file.getFileName().toString().equals(last + "_"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Changes rows as no catalog would. */
  private void change(String sql, Object... values) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("catalog.db") + "?foreign_keys=false";
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof ItemId id) {
          statement.setBytes(i + 1, bytes(id));
        } else {
          statement.setString(i + 1, values[i].toString());
        }
      }
      assertThat(statement.executeUpdate()).as(sql).isEqualTo(1);
    }
  }

  private static byte[] bytes(ItemId id) {
    return ByteBuffer.allocate(16)
        .putLong(id.value().getMostSignificantBits())
        .putLong(id.value().getLeastSignificantBits())
        .array();
  }

  private static void report(CheckReport report, Duration taken) {
    System.out.println("fsck looked at " + report.examined() + " in " + taken.toMillis() + " ms");
  }
}
