package io.filelibrary.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChannelModelTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int LARGEST = 1000;
  private static final int STEPS = 200;

  private final Catalog catalog = InMemoryCatalog.create(new UUID(1, 2));
  private final StorageBackend storage = InMemoryStorage.create(Clock.systemUTC());
  private final FileLibrary library =
      FileLibrary.open(
          catalog,
          storage,
          ChannelModel.withTimes(LibraryOptions.defaults())
              .withoutCollection()
              .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
              .withMaxFileSize(LARGEST));
  private final Map<String, String> told = new LinkedHashMap<>();
  private final ChannelModel model = model();

  private static ChannelModel model() {
    return ChannelModel.begin("one ", true, 5, LARGEST, NOW);
  }

  @BeforeEach
  void createChannel() {
    perform(model.creation());
  }

  @AfterEach
  void close() {
    library.close();
  }

  private void perform(String operation) {
    told.put(operation, model.perform(library, operation, UnaryOperator.identity()));
  }

  private ChannelModel toldAgain() {
    ChannelModel other = model();
    told.forEach(other::replay);
    return other;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void modelThatIsToldTheOutcomesEqualsTheLibrary(long seed) {
    ChannelModel again = model();
    again.replay(model.creation(), "ok");
    RandomOperations operations = model.random(seed, false);
    for (int i = 0; i < STEPS; i++) {
      String operation = operations.get();
      again.replay(operation, model.perform(library, operation, UnaryOperator.identity()));
    }

    assertThat(model.difference(library, catalog, storage, true)).isEmpty();
    assertThat(again.difference(library, catalog, storage, true)).isEmpty();
  }

  @Test
  void operationThatTheModelWasNotToldIsADifference() {
    ChannelModel before = toldAgain();

    perform("createFolder(0,at(\"docs\"))");

    assertThat(before.difference(library, catalog, storage, true)).isPresent();
  }

  @Test
  void operationThatIsAssumedHasTheIdsOfTheLibrary() throws IOException {
    ChannelModel before = toldAgain();
    perform("upload(0,at(\"docs/file\"),70,1,NOTHING,how(FAIL,true))");

    String outcome =
        before.assume("upload(0,at(\"docs/file\"),70,1,NOTHING,how(FAIL,true))", library, catalog);
    perform("trash(0,#1)");
    before.replay("trash(0,#1)", "ok");

    assertThat(outcome).startsWith("ok").contains("#0=").contains("#1=");
    assertThat(before.difference(library, catalog, storage, true)).isEmpty();
  }

  @Test
  void uploadThatIsAssumedHasTheIdOfTheLibrary() throws IOException {
    perform("upload(0,at(\"file\"),70,1)");
    ChannelModel before = toldAgain();
    perform("begin(0,at(\"file\"),80,NOTHING,how(REPLACE))");

    String outcome =
        before.assume("begin(0,at(\"file\"),80,NOTHING,how(REPLACE))", library, catalog);
    perform("receive(0,@0,80)");
    before.replay("receive(0,@0,80)", "ok");

    assertThat(outcome).contains("@0=").contains("#1=");
    assertThat(before.difference(library, catalog, storage, true)).isEmpty();
  }

  @Test
  void bytesThatAnUploadReceivedAreCompared() {
    perform("begin(0,at(\"file\"),80)");
    ChannelModel before = toldAgain();

    perform("receive(0,@0,80)");

    assertThat(before.difference(library, catalog, storage, true))
        .hasValueSatisfying(words -> assertThat(words).contains("what upload @0 has received"));
  }

  @Test
  void usageIsComparedIfWanted() {
    perform("createFolder(0,at(\"docs\"))");
    perform("createFolder(0,at(\"docs/sub\"))");
    perform("delete(0,#0,true)");
    library.collect();

    assertThat(model.difference(library, catalog, storage, true)).isPresent();
    assertThat(model.difference(library, catalog, storage, false)).isEmpty();
    model.replay("collect()", "ok");
    assertThat(model.difference(library, catalog, storage, true)).isEmpty();
  }

  @Test
  void outcomeThatCannotBeIsRefused() {
    assertThatThrownBy(() -> model.replay("createFolder(0,at(\"a\"))", "NAME_TAKEN"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> model.replay("get(0,#7)", "ok")).isInstanceOf(AssertionError.class);
  }

  @Test
  void libraryThatDoesOtherwiseIsADifference() {
    perform("createFolder(0,at(\"docs\"))");
    ChannelFiles files = library.channel("one channel 0", "eve");
    files.delete(files.find("docs").orElseThrow().id(), DeleteOptions.DEFAULT);

    assertThatThrownBy(() -> perform("get(0,#0)")).isInstanceOf(AssertionError.class);
  }
}
