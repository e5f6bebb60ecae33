package io.filelibrary.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CaseFormat;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {
  private static final String HOSTILE = "a\r\nb\0\u202Ec\uFEFF" + "d".repeat(500);

  static Stream<FileLibraryException> errors() {
    return Stream.concat(inputErrors(), stateErrors());
  }

  static Stream<InvalidInput> inputErrors() {
    return Stream.of(
        new InvalidAttribute(HOSTILE, "rule"),
        new InvalidChange(HOSTILE, "rule"),
        new InvalidContentType(HOSTILE, "rule"),
        new InvalidCursor(HOSTILE, "rule"),
        new InvalidHash(HOSTILE, "rule"),
        new InvalidId(HOSTILE, "rule"),
        new InvalidLink(HOSTILE, "rule"),
        new InvalidName(HOSTILE, "rule"),
        new InvalidPath(HOSTILE, "rule"),
        new InvalidRange(HOSTILE, "rule"),
        new InvalidSize(HOSTILE, "rule"));
  }

  private static Stream<FileLibraryException> stateErrors() {
    return Stream.of(
        new AccessDenied(HOSTILE, "read", "root"),
        new BackendFailed("text", Effect.NONE, new IOException(HOSTILE)),
        new BackendUnavailable("text", Effect.NONE, new IOException(HOSTILE)),
        new CatalogMismatch("expected", HOSTILE),
        new ChannelExists(HOSTILE),
        new ChannelNotFound(HOSTILE),
        new ChecksumMismatch("aa", "bb"),
        new ContentCorrupt(HOSTILE, "missing"),
        new DestinationFailed(new IOException(HOSTILE)),
        new FilePending(HOSTILE),
        new FileTooLarge(5),
        new FolderNotEmpty(HOSTILE),
        new ItemNotFound(HOSTILE),
        new LibraryClosed(),
        new NameTaken(HOSTILE, new UUID(1, 2), "file"),
        new NotAFile(HOSTILE),
        new NotAFolder(HOSTILE),
        new ParentNotFound(HOSTILE),
        new QuotaExceeded(5, 6),
        new RangeNotSatisfiable(7, 5),
        new SizeMismatch(5, 6),
        new SourceFailed(new IOException(HOSTILE)),
        new StaleRevision("id", 1, 2),
        new StorageFull("text", Effect.NONE, new IOException(HOSTILE)),
        new TooManyUploads(5),
        new UploadCompleted("id"),
        new UploadExpired("id"),
        new UploadIncomplete("id"),
        new UploadNotFound(HOSTILE),
        new WouldCycle(HOSTILE));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void codeIsTheNameOfTheClass(FileLibraryException error) {
    String name = error.getClass().getSimpleName();

    assertThat(error.code().name())
        .isEqualTo(CaseFormat.UPPER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, name));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void messageIsOneShortLineWithoutControlCharacters(FileLibraryException error) {
    String message = String.valueOf(error.getMessage());

    assertThat(message).hasSizeBetween(4, 300);
    assertThat(message.codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(codePoint -> codePoint == 0x202E || codePoint == 0xFEFF);
  }

  @ParameterizedTest
  @MethodSource("inputErrors")
  void refusedInputNamesItsFieldAndTheRule(InvalidInput error) {
    assertThat(error.rule()).isEqualTo("rule");
    assertThat(error.field()).isNotEmpty();
    assertThat(error.getMessage()).contains(error.field(), error.rule());
  }

  @Test
  void everyCodeHasItsError() {
    List<ErrorCode> codes = errors().map(FileLibraryException::code).toList();

    assertThat(codes).containsExactlyInAnyOrder(ErrorCode.values());
  }

  @Test
  void onlyFailuresThatPassByThemselvesAreRetryable() {
    assertThat(errors().filter(FileLibraryException::retryable))
        .extracting(FileLibraryException::code)
        .containsExactlyInAnyOrder(
            ErrorCode.BACKEND_UNAVAILABLE, ErrorCode.STORAGE_FULL, ErrorCode.TOO_MANY_UPLOADS);
  }

  @ParameterizedTest
  @EnumSource(Effect.class)
  void backendFailuresTellTheirEffect(Effect effect) {
    assertThat(new BackendFailed("text", effect, new IOException(HOSTILE)).effect())
        .isEqualTo(effect);
    assertThat(new BackendUnavailable("text", effect, new IOException(HOSTILE)).effect())
        .isEqualTo(effect);
    assertThat(new StorageFull("text", effect, new IOException(HOSTILE)).effect())
        .isEqualTo(effect);
  }

  @Test
  void otherFailuresHaveNoEffect() {
    assertThat(errors()).extracting(FileLibraryException::effect).containsOnly(Effect.NONE);
  }

  @Test
  void causesAreKept() {
    IOException cause = new IOException("text");

    assertThat(
            Stream.of(
                new BackendFailed("text", Effect.NONE, cause),
                new BackendUnavailable("text", Effect.NONE, cause),
                new StorageFull("text", Effect.NONE, cause),
                new SourceFailed(cause),
                new DestinationFailed(cause)))
        .allSatisfy(error -> assertThat(error).hasCause(cause));
  }

  @Test
  void causeWithoutAMessageIsFine() {
    assertThat(new SourceFailed(new IOException())).hasMessageContaining("reading the source");
  }

  @Test
  void errorsCarryWhatProgramsActOn() {
    NameTaken taken = new NameTaken("a\n", new UUID(1, 2), "folder");
    assertThat(taken.name()).isEqualTo("a\n");
    assertThat(taken.itemId()).isEqualTo(new UUID(1, 2));
    assertThat(taken.itemType()).isEqualTo("folder");
    assertThat(new StaleRevision("id", 1, 2).expected()).isEqualTo(1);
    assertThat(new StaleRevision("id", 1, 2).actual()).isEqualTo(2);
    assertThat(new SizeMismatch(5, 6).expected()).isEqualTo(5);
    assertThat(new SizeMismatch(5, 6).actual()).isEqualTo(6);
    assertThat(new QuotaExceeded(5, 6).quota()).isEqualTo(5);
    assertThat(new QuotaExceeded(5, 6).needed()).isEqualTo(6);
    assertThat(new TooManyUploads(5).limit()).isEqualTo(5);
    assertThat(new RangeNotSatisfiable(7, 5).size()).isEqualTo(5);
    assertThat(new FileTooLarge(5).limit()).isEqualTo(5);
  }
}
