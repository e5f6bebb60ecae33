package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.KEY;
import static io.filelibrary.storage.local.Samples.OTHER;
import static io.filelibrary.storage.local.Samples.filesBelow;
import static io.filelibrary.storage.local.Samples.put;
import static io.filelibrary.storage.local.Samples.read;
import static io.filelibrary.storage.local.Samples.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.storage.local.RecordingCalls.Call;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forced to the disk and when, and what is left when the disk fails. */
final class DurabilityTest {
  private final IOException diskError = new IOException("Input/output error");
  private static final ContentKey ELSEWHERE = new ContentKey("private/00aa");

  @TempDir Path temporary;
  private final RecordingCalls calls = new RecordingCalls();
  private Path root;
  private Path objects;

  @BeforeEach
  void resolveRoot() throws IOException {
    root = temporary.toRealPath().resolve("files");
    objects = root.resolve("objects");
  }

  private LocalStorage open() throws IOException {
    return LocalStorage.open(LocalStorageOptions.of(root), calls);
  }

  @Test
  void aPutForcesOneFileAndOneDirectoryOnceTheDirectoryIsKnown() throws IOException {
    LocalStorage storage = open();
    put(storage, OTHER, "makes the directory");
    calls.takeMade();

    put(storage, KEY, "text");

    assertThat(calls.takeMade())
        .containsExactly(
            Call.CREATE, Call.WRITE, Call.SYNC_FILE, Call.LINK, Call.SYNC_DIRECTORY, Call.DELETE);
  }

  @Test
  void theFirstPutForcesEachNewDirectoryIntoItsParent() throws IOException {
    LocalStorage storage = open();
    calls.takeSyncedDirectories();

    put(storage, KEY, "text");

    Path parent = objects.resolve("private_");
    assertThat(calls.takeSyncedDirectories())
        .containsExactly(objects, parent, parent.resolve("3f"));
  }

  @Test
  void directoriesOfAnotherInstanceAreForcedOncePerParent() throws IOException {
    LocalStorage first = open();
    put(first, KEY, "text");
    put(first, ELSEWHERE, "text");
    LocalStorage second = open();
    calls.takeSyncedDirectories();

    put(second, OTHER, "text");
    put(second, new ContentKey("private/00bb"), "text");

    Path parent = objects.resolve("private_");
    assertThat(calls.takeSyncedDirectories())
        .containsExactly(objects, parent, parent.resolve("3f"), parent.resolve("00"));
  }

  @Test
  void openingForcesTheNewRootIntoItsParents() throws IOException {
    Path deep = root.resolve("a").resolve("b");

    LocalStorage.open(LocalStorageOptions.of(deep), calls);

    assertThat(calls.takeSyncedDirectories())
        .containsExactly(root.getParent(), root, root.resolve("a"), deep);
  }

  @Test
  void deletingForcesEachDirectoryOnce() throws IOException {
    LocalStorage storage = open();
    put(storage, KEY, "text");
    put(storage, OTHER, "text");
    put(storage, ELSEWHERE, "text");
    calls.takeSyncedDirectories();

    storage.delete(List.of(KEY, ELSEWHERE, OTHER, new ContentKey("no/such")));

    Path parent = objects.resolve("private_");
    assertThat(calls.takeSyncedDirectories())
        .contains(parent.resolve("3f"), parent.resolve("00"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aRepeatedDeleteForcesTheDirectoryThatTheFirstDidNot() throws IOException {
    LocalStorage storage = open();
    put(storage, KEY, "text");
    calls.fail(Call.SYNC_DIRECTORY, diskError);
    assertThatThrownBy(() -> storage.delete(List.of(KEY))).matches(reason(Reason.UNAVAILABLE));
    calls.mend();
    calls.takeMade();

    storage.delete(List.of(KEY));

    assertThat(calls.takeMade()).containsExactly(Call.SYNC_DIRECTORY);
  }

  @Test
  void aFileThatCannotBeForcedIsGivenUpAndNotTriedAgain() throws IOException {
    LocalStorage storage = open();
    put(storage, OTHER, "stays");
    calls.takeMade();
    calls.fail(Call.SYNC_FILE, diskError);

    BackendException failure = failureOf(() -> put(storage, KEY, "text"));

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.effect()).isEqualTo(Effect.NONE);
    assertThat(failure).hasCause(diskError);
    assertThat(Collections.frequency(calls.takeMade(), Call.SYNC_FILE)).isEqualTo(1);
    assertNothingButOtherIsLeft();
  }

  @Test
  void anObjectWhoseDirectoryCannotBeForcedIsTakenBack() throws IOException {
    LocalStorage storage = open();
    put(storage, OTHER, "stays");
    calls.fail(Call.SYNC_DIRECTORY, diskError);

    BackendException failure = failureOf(() -> put(storage, KEY, "text"));

    assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
    assertNothingButOtherIsLeft();
  }

  @Test
  void aFailureToCreateWriteOrPublishLeavesNothing() throws IOException {
    LocalStorage storage = open();
    put(storage, OTHER, "stays");

    for (Call call : List.of(Call.CREATE, Call.WRITE, Call.LINK)) {
      calls.fail(call, diskError);
      assertThat(failureOf(() -> put(storage, KEY, "text")).reason())
          .as("after %s failed", call)
          .isEqualTo(Reason.UNAVAILABLE);
      calls.mend();
      assertNothingButOtherIsLeft();
    }
    put(storage, KEY, "text");
  }

  @Test
  void aFailedCopyLeavesNothing() throws IOException {
    LocalStorage storage = open();
    put(storage, OTHER, "stays");
    calls.fail(Call.SYNC_FILE, diskError);

    assertThatThrownBy(() -> storage.copy(OTHER, KEY, ContentHints.NONE))
        .matches(reason(Reason.UNAVAILABLE));

    assertNothingButOtherIsLeft();
  }

  @Test
  void aTemporaryNameThatCannotBeRemovedDoesNotFailThePut() throws IOException {
    LocalStorage storage = open();
    calls.fail(Call.DELETE, diskError);

    put(storage, KEY, "text");

    assertThat(read(storage, KEY)).isEqualTo("text");
    assertThat(Samples.keys(storage)).containsExactly(KEY.value());
  }

  @Test
  void aDiskThatIsFullIsToldFromOneThatFails() throws IOException {
    LocalStorage storage = open();
    for (Call call : List.of(Call.CREATE, Call.WRITE, Call.SYNC_FILE, Call.LINK)) {
      calls.fail(call, new FileSystemException("x", null, "No space left on device"));
      assertThatThrownBy(() -> put(storage, KEY, "text"))
          .as("after %s failed", call)
          .matches(reason(Reason.STORAGE_FULL));
      calls.mend();
    }
    calls.fail(Call.WRITE, new IOException("Disk quota exceeded"));
    assertThatThrownBy(() -> put(storage, KEY, "text")).matches(reason(Reason.STORAGE_FULL));
  }

  @Test
  void aRefusedPermissionIsNamed() throws IOException {
    LocalStorage storage = open();
    calls.fail(Call.CREATE, new AccessDeniedException("tmp"));

    assertThatThrownBy(() -> put(storage, KEY, "text")).matches(reason(Reason.DENIED));
  }

  @Test
  void aDirectoryThatSomeoneRemovedIsMadeAgainByTheNextPut() throws IOException {
    LocalStorage storage = open();
    put(storage, KEY, "text");
    storage.delete(List.of(KEY));
    Files.delete(objects.resolve("private_").resolve("3f"));

    assertThatThrownBy(() -> put(storage, OTHER, "text")).matches(reason(Reason.UNAVAILABLE));
    put(storage, OTHER, "text");

    assertThat(read(storage, OTHER)).isEqualTo("text");
  }

  private void assertNothingButOtherIsLeft() throws IOException {
    String other = root.relativize(new KeyLayout(objects).fileOf(OTHER)).toString();
    assertThat(filesBelow(root)).containsExactly("format", other.replace('\\', '/'));
  }

  private static BackendException failureOf(ThrowingCallable call) {
    return catchThrowableOfType(BackendException.class, call);
  }
}
