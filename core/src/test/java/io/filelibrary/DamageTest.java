package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.ContentCorrupt;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Durability;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stored bytes that are missing, cut, longer or others never pass for the file's. */
final class DamageTest {
  private static final int SIZE = 100_000;

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;
  private final ItemId file = files.upload("x", Fixture.bytes(SIZE)).id();
  private final ContentKey key = fixture.contentKey(file);

  @TempDir Path disk;

  /** How the stored bytes differ from the uploaded ones. */
  enum Damage {
    EMPTY {
      @Override
      byte[] applyTo(byte[] bytes) {
        return new byte[0];
      }
    },
    CUT {
      @Override
      byte[] applyTo(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 1);
      }
    },
    LONGER {
      @Override
      byte[] applyTo(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
      }
    },
    FIRST_BYTE {
      @Override
      byte[] applyTo(byte[] bytes) {
        bytes[0] ^= 1;
        return bytes;
      }
    },
    LAST_BYTE {
      @Override
      byte[] applyTo(byte[] bytes) {
        bytes[bytes.length - 1] ^= 1;
        return bytes;
      }
    };

    abstract byte[] applyTo(byte[] bytes);
  }

  @BeforeEach
  void expectDamage() {
    fixture.expectDamage();
  }

  private void damage(Damage damage) {
    fixture.storage.damage(key, damage.applyTo(Fixture.bytes(SIZE)));
  }

  private static void drain(InputStream content) throws IOException {
    try (content) {
      content.readAllBytes();
    }
  }

  @ParameterizedTest
  @EnumSource
  void damagedBytesAreNoticedByTheEnd(Damage damage) {
    damage(damage);

    fails(ContentCorrupt.class, () -> drain(files.open(file)));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverReadsOnIsToldOfTheDamageAgain(Damage damage) throws IOException {
    damage(damage);

    try (InputStream content = files.open(file)) {
      fails(ContentCorrupt.class, content::readAllBytes);
      fails(ContentCorrupt.class, content::readAllBytes);
      fails(ContentCorrupt.class, content::read);
    }
  }

  /** As those that came past the library are. */
  @ParameterizedTest
  @EnumSource
  void damagedBytesOfUnknownCrc32cAreNoticedByTheirHash(Damage damage) throws Exception {
    setCrc32c(OptionalInt.empty());
    drain(files.open(file));
    damage(damage);

    fails(ContentCorrupt.class, () -> drain(files.open(file)));
  }

  @Test
  void bytesAreCheckedByTheCrc32cOfTheUpload() throws Exception {
    CRC32C crc = new CRC32C();
    crc.update(Fixture.bytes(SIZE));
    setCrc32c(OptionalInt.of((int) crc.getValue() + 1));

    fails(ContentCorrupt.class, () -> drain(files.open(file)));

    setCrc32c(OptionalInt.of((int) crc.getValue()));
    drain(files.open(file));
  }

  private void setCrc32c(OptionalInt crc32c) throws BackendException {
    fixture.catalog.write(
        Fixture.CHANNEL,
        Durability.DURABLE,
        records -> {
          ContentRecord row = records.content(Fixture.CHANNEL, key).orElseThrow();
          ContentRecord other =
              row.arrived(SIZE, row.sha256().orElseThrow(), crc32c, false).live(1);
          return records.updateContent(other, ContentState.LIVE);
        });
  }

  @ParameterizedTest
  @EnumSource
  void damagedBytesAreNoticedWhenReadToTheDeclaredSizeAndOn(Damage damage) {
    damage(damage);

    assertThatThrownBy(
            () -> {
              try (InputStream content = files.open(file)) {
                byte[] bytes = content.readNBytes(SIZE);
                assertThat(bytes).hasSize(SIZE);
                assertThat(content.read()).isEqualTo(-1);
              }
            })
        .isInstanceOf(ContentCorrupt.class);
  }

  @ParameterizedTest
  @EnumSource
  void damagedBytesFailADownloadToAStream(Damage damage) {
    damage(damage);

    fails(ContentCorrupt.class, () -> files.download(file, new ByteArrayOutputStream()));
  }

  @ParameterizedTest
  @EnumSource
  void damagedBytesNeverReachTheDisk(Damage damage) throws IOException {
    Path target = Files.write(disk.resolve("target"), new byte[] {1});
    damage(damage);

    fails(
        ContentCorrupt.class,
        () -> files.download(file, target, StandardCopyOption.REPLACE_EXISTING));
    fails(ContentCorrupt.class, () -> files.download(file, disk.resolve("new")));

    assertThat(target).hasBinaryContent(new byte[] {1});
    try (Stream<Path> all = Files.list(disk)) {
      assertThat(all).containsExactly(target);
    }
  }

  @Test
  void rangeOfCutBytesNeverEndsEarly() {
    damage(Damage.CUT);

    fails(ContentCorrupt.class, () -> drain(files.open(file, ByteRange.of(SIZE - 10, 10))));
    fails(ContentCorrupt.class, () -> drain(files.open(file, ByteRange.from(SIZE - 1))));
  }

  @Test
  void rangeBeforeTheCutIsRead() throws IOException {
    damage(Damage.CUT);

    try (InputStream part = files.open(file, ByteRange.of(0, 10))) {
      assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOf(Fixture.bytes(SIZE), 10));
    }
  }

  @Test
  void missingBytesShowAtOpening() {
    fixture.storage.lose(key);

    fails(ContentCorrupt.class, () -> files.open(file).close());
    fails(ContentCorrupt.class, () -> files.open(file, ByteRange.of(5, 5)).close());
    fails(ContentCorrupt.class, () -> files.download(file, disk.resolve("target")));
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void storageThatBreaksWhileReadingIsUnavailable() {
    fixture.storage.breakReads(key, SIZE / 2);

    fails(BackendUnavailable.class, () -> drain(files.open(file)));
    fails(BackendUnavailable.class, () -> files.download(file, new ByteArrayOutputStream()));
    fails(BackendUnavailable.class, () -> files.download(file, disk.resolve("target")));
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void storageThatDoesNotOpenIsUnavailable() {
    fixture.storage.failOpen(new IOException("timeout"));

    fails(BackendUnavailable.class, () -> files.open(file).close());
  }

  @ParameterizedTest
  @EnumSource
  void damagedBytesAreNotCopiedToAnotherVisibility(Damage damage) {
    damage(damage);

    fixture.refused(
        ContentCorrupt.class,
        () -> files.update(file, ItemChanges.NONE.withVisibility(Visibility.PUBLIC)));
  }

  @Test
  void missingBytesAreNotCopiedToAnotherVisibility() {
    fixture.storage.lose(key);

    fixture.refused(
        ContentCorrupt.class,
        () -> files.update(file, ItemChanges.NONE.withVisibility(Visibility.PUBLIC)));
  }
}
