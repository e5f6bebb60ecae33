package io.filelibrary.internal.check;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.CountedContent;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Whether the bytes of contents that files use are there, as many and the same as they were. */
final class BytesCheck {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Survey survey;
  private final BrokenContents broken;

  BytesCheck(Survey survey, BrokenContents broken) {
    this.survey = survey;
    this.broken = broken;
  }

  /** What is wrong with bytes. */
  private record Fault(FindingKind kind, String sentence) {}

  /**
   * What a look at bytes has shown.
   *
   * @param known whether it could be told
   * @param fault what is wrong, if anything is
   */
  private record Verdict(boolean known, Optional<Fault> fault) {
    static final Verdict UNKNOWN = new Verdict(false, Optional.empty());
    static final Verdict SOUND = new Verdict(true, Optional.empty());

    static Verdict of(Fault fault) {
      return new Verdict(true, Optional.of(fault));
    }
  }

  /** The size and sums of bytes that were read. */
  private record Measure(long size, Sha256 hash, int crc32c) {}

  /**
   * Looks at the bytes of a LIVE content.
   *
   * @param object what the storage listed for it
   * @param withObjects whether the storage is to be asked at all
   */
  void check(ContentRecord content, Optional<StoredObject> object, boolean withObjects)
      throws Halted {
    boolean read = survey.options().readData().includes(content.key());
    if (content.inline()) {
      if (read) {
        confirmed(content, () -> inlineVerdict(content));
      }
      return;
    }
    if (!withObjects) {
      return;
    }
    boolean suspicious = verdict(content, object).fault.isPresent();
    if (suspicious && report(content, () -> statVerdict(content))) {
      return;
    }
    if (read) {
      confirmed(content, () -> readVerdict(content));
    }
  }

  /** The bytes that the catalog holds for a content, if it holds any. */
  private record Held(Optional<byte[]> bytes) {}

  private interface Look {
    Verdict look() throws Halted;
  }

  /** Looks, and again if there seems to be a fault, since what is read once may be a bad line. */
  private void confirmed(ContentRecord content, Look look) throws Halted {
    if (look.look().fault.isPresent()) {
      report(content, look);
    }
  }

  /** Looks, and reports a fault of a content that files still use after the look. */
  private boolean report(ContentRecord content, Look look) throws Halted {
    Optional<Fault> found = look.look().fault;
    if (found.isEmpty()) {
      return false;
    }
    Fault fault = found.get();
    Optional<Boolean> used =
        survey.ask(
            "the row of content " + content.key(),
            records ->
                records
                    .content(content.key())
                    .map(CountedContent::content)
                    .filter(row -> row.state() == ContentState.LIVE)
                    .filter(row -> row.inline() == content.inline())
                    .isPresent());
    if (!used.equals(Optional.of(true))) {
      return false;
    }
    broken.add(
        content.key(),
        Finding.of(fault.kind, fault.sentence).in(content.channel()).about(content.key()));
    return true;
  }

  private Verdict statVerdict(ContentRecord content) throws Halted {
    Optional<Verdict> verdict =
        survey.askStorage(
            "the object " + content.key(),
            storage -> verdict(content, storage.stat(content.key())));
    return verdict.orElse(Verdict.UNKNOWN);
  }

  private static Verdict verdict(ContentRecord content, Optional<StoredObject> object) {
    if (object.isEmpty()) {
      return Verdict.of(missing());
    }
    if (object.get().size() != content.size().orElseThrow()) {
      return Verdict.of(wrongSize(content, object.get().size()));
    }
    boolean other = object.get().sha256().filter(hash -> !isHashOf(content, hash)).isPresent();
    return other ? Verdict.of(damaged("the storage tells another hash")) : Verdict.SOUND;
  }

  private Verdict readVerdict(ContentRecord content) throws Halted {
    try (InputStream bytes = survey.storage().open(content.key(), ByteRange.ALL)) {
      return verdict(content, measure(bytes));
    } catch (IOException e) {
      return verdict(content, e);
    }
  }

  /**
   * What a failure to read tells: some storages know that a key has no object, or a damaged one.
   */
  private Verdict verdict(ContentRecord content, IOException failure) throws Halted {
    BackendException.Reason reason =
        failure instanceof BackendException backend
            ? backend.reason()
            : BackendException.Reason.UNAVAILABLE;
    return switch (reason) {
      case NOT_FOUND -> Verdict.of(missing());
      case CORRUPT -> Verdict.of(damaged("the storage cannot read them: " + failure.getMessage()));
      case ALREADY_EXISTS,
          SIZE_MISMATCH,
          CONSTRAINT,
          STORAGE_FULL,
          DENIED,
          MISCONFIGURED,
          UNAVAILABLE,
          CLOSED -> {
        survey.unchecked("the bytes of object " + content.key(), failure);
        // Many bad places of one disk are not the end of it, as long as it answers at all.
        statVerdict(content);
        yield Verdict.UNKNOWN;
      }
    };
  }

  private Verdict inlineVerdict(ContentRecord content) throws Halted {
    if (!(survey.catalog() instanceof InlineContents catalog)) {
      return Verdict.of(new Fault(FindingKind.MISSING_OBJECT, "the catalog cannot hold bytes"));
    }
    String what = "the bytes of content " + content.key();
    Optional<Held> read =
        survey.ask(
            what, records -> new Held(catalog.inline(records, content.channel(), content.key())));
    if (read.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    if (read.get().bytes.isEmpty()) {
      return Verdict.of(missing());
    }
    try (InputStream bytes = new ByteArrayInputStream(read.get().bytes.get())) {
      return verdict(content, measure(bytes));
    } catch (IOException e) {
      survey.unchecked(what, e);
      return Verdict.UNKNOWN;
    }
  }

  private Measure measure(InputStream bytes) throws IOException, Halted {
    Hasher hasher = Hashing.sha256().newHasher();
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
      hasher.putBytes(buffer, 0, read);
      crc.update(buffer, 0, read);
      size += read;
      survey.passedBytes(read);
    }
    return new Measure(size, Sha256.of(hasher.hash().asBytes()), (int) crc.getValue());
  }

  private static Verdict verdict(ContentRecord content, Measure measure) {
    if (measure.size != content.size().orElseThrow()) {
      return Verdict.of(wrongSize(content, measure.size));
    }
    if (!isHashOf(content, measure.hash)) {
      return Verdict.of(damaged("they hash to " + measure.hash.hex()));
    }
    return content.crc32c().orElse(measure.crc32c) == measure.crc32c
        ? Verdict.SOUND
        : Verdict.of(
            new Fault(
                FindingKind.DAMAGED_BYTES,
                "the bytes hash as they did, but the catalog has another CRC-32C, so that"
                    + " reads are refused"));
  }

  private static boolean isHashOf(ContentRecord content, Sha256 hash) {
    return content.sha256().equals(Optional.of(hash));
  }

  private static Fault missing() {
    return new Fault(FindingKind.MISSING_OBJECT, "the bytes are not there");
  }

  private static Fault wrongSize(ContentRecord content, long size) {
    return new Fault(
        FindingKind.WRONG_SIZE,
        "there are " + size + " bytes, and were " + content.size().orElseThrow());
  }

  private static Fault damaged(String how) {
    return new Fault(FindingKind.DAMAGED_BYTES, "the bytes are not those that came: " + how);
  }
}
