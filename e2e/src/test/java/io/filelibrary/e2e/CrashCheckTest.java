package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check after a kill finds what was lost, doubled, half done or left behind. */
final class CrashCheckTest {
  private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");
  private static final int INLINE_LIMIT = 1000;

  @TempDir private Path directory;
  private CrashPlan plan;

  @BeforeEach
  void runWithoutKill() throws Exception {
    CrashPlace place = new CrashPlace(LibraryPair.SQLITE_LOCAL, directory, "none", "none");
    List<String> script =
        List.of(
            "createFolder(0,at(\"docs\"))",
            "upload(0,at(\"docs/large\"),20000,1)",
            "upload(0,at(\"docs/small\"),200,1)",
            "createFolder(0,at(\"other\"))",
            "begin(0,at(\"pending\"),300)",
            "receive(0,@0,300)");
    plan = new CrashPlan(place, BEGINNING, 1, INLINE_LIMIT, script, 0, false, false);
    new CrashChild(plan, new CrashSteps(0), () -> {}).run();
  }

  private interface Change {
    void of(ChannelFiles files) throws IOException;
  }

  private void change(Change change) throws IOException {
    CrashClock clock = new CrashClock(BEGINNING);
    try (FileLibrary library =
        FileLibrary.open(
            plan.place().openCatalog(),
            plan.place().openStorage(clock),
            CrashChild.options(plan, clock))) {
      change.of(
          library.channel(CrashHistory.begin(plan, 0).replay().spec().id(), ActorId.of("ada")));
    }
  }

  private static ItemId idOf(ChannelFiles files, String path) {
    return files.find(path).orElseThrow().id();
  }

  private void begin(String operation) throws IOException {
    try (CrashLog log = new CrashLog(plan.log(0))) {
      log.begin(operation);
    }
  }

  private void check() throws IOException {
    new CrashCheck(plan, new CrashTally(plan.place().pair())).run(true);
  }

  private void assertFound(String what) {
    assertThatThrownBy(this::check).isInstanceOf(AssertionError.class).hasMessageContaining(what);
  }

  @Test
  void nothingIsFoundWhereAllIsAsItWasAcknowledged() {
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void operationInFlightMayHaveHappened() throws IOException {
    change(files -> files.trash(idOf(files, "docs/small")));
    begin("trash(0,#2)");

    assertThatCode(this::check).doesNotThrowAnyException();
    assertThat(CrashLog.read(plan.history(0)).acknowledged())
        .contains(new CrashLog.Entry("trash(0,#2)", "ok"));
  }

  @Test
  void operationInFlightMayNotHaveHappened() throws IOException {
    begin("trash(0,#2)");

    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void halfOfAnOperationInFlightIsFound() throws IOException {
    change(files -> files.delete(idOf(files, "docs/small"), DeleteOptions.DEFAULT));
    begin("upload(0,at(\"docs/small\"),300,1,NOTHING,how(REPLACE))");

    assertFound("docs/small");
  }

  @Test
  void acknowledgedOperationThatIsLostIsFound() throws IOException {
    try (CrashLog log = new CrashLog(plan.log(0))) {
      log.add(new CrashLog.Entry("trash(0,#2)", "ok"));
    }

    assertFound("docs/small");
  }

  @Test
  void operationThatNobodyBeganIsFound() throws IOException {
    change(files -> files.createFolder("more"));

    assertFound("more");
  }

  @Test
  void bytesThatAnUploadHasReceivedAreCompared() throws IOException {
    UploadId upload = uploadBegun();
    change(files -> files.uploads().receive(upload, new ByteArrayInputStream(new byte[17])));

    assertFound("what upload @0 has received");
  }

  private UploadId uploadBegun() throws IOException {
    return CrashLog.read(plan.log(0)).acknowledged().stream()
        .flatMap(entry -> Stream.of(entry.outcome().split("\t")))
        .filter(part -> part.startsWith("@0="))
        .map(part -> UploadId.parse(part.substring(3)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void objectThatIsGoneIsFound() throws IOException {
    try (StorageBackend storage = plan.place().openStorage(new CrashClock(BEGINNING))) {
      storage.delete(
          storage.list(Optional.empty(), 10).stream()
              .map(object -> object.key())
              .filter(key -> key.value().startsWith("private/"))
              .toList());
    }

    assertFound("I1");
  }

  @Test
  void objectThatNoRowKnowsIsFound() throws IOException {
    try (StorageBackend storage = plan.place().openStorage(new CrashClock(BEGINNING))) {
      storage.put(
          new ContentKey("private/0123"),
          new ByteArrayInputStream(new byte[1]),
          OptionalLong.empty(),
          ContentHints.NONE);
    }

    assertFound("I7");
  }
}
