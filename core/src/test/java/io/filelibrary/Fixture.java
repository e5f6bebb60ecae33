package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A library in memory with two empty channels, whose clock and faults a test commands. After each
 * test it checks the {@link Invariants}, and that no stream was left open.
 */
final class Fixture implements AfterEachCallback {
  static final ChannelId CHANNEL = ChannelId.of("team/alpha");
  static final ChannelId OTHER_CHANNEL = ChannelId.of("team/beta");
  static final String ACTOR = "ada";

  /** The default limit of contents that the catalog holds. */
  static final int INLINE_LIMIT = 64 * 1024;

  final TestClock clock = new TestClock();
  final GuardedCatalog catalog = new GuardedCatalog();
  final FaultyStorage storage;
  final FileLibrary library;
  final ChannelFiles files;
  final ChannelFiles otherFiles;
  private final Set<ContentKey> marks;
  private boolean damaged;

  private Fixture(
      UnaryOperator<LibraryOptions> options,
      UnaryOperator<ChannelSpec> spec,
      BiFunction<TestClock, GuardedCatalog, FaultyStorage> storages) {
    storage = storages.apply(clock, catalog);
    LibraryOptions defaults =
        LibraryOptions.defaults()
            .withClock(clock)
            .withRandom(new Random(20260301))
            .withoutCollection();
    library = FileLibrary.open(catalog, storage, options.apply(defaults));
    marks = Set.copyOf(storage.keys());
    library.createChannel(spec.apply(ChannelSpec.of(CHANNEL, TenantId.of("acme"))));
    library.createChannel(spec.apply(ChannelSpec.of(OTHER_CHANNEL, TenantId.of("acme"))));
    files = library.channel(CHANNEL.value(), ACTOR);
    otherFiles = library.channel(OTHER_CHANNEL.value(), ACTOR);
  }

  static Fixture create() {
    return withOptions(UnaryOperator.identity());
  }

  static Fixture withOptions(UnaryOperator<LibraryOptions> options) {
    return new Fixture(options, UnaryOperator.identity(), FaultyStorage::new);
  }

  static Fixture withSpec(UnaryOperator<ChannelSpec> spec) {
    return new Fixture(UnaryOperator.identity(), spec, FaultyStorage::new);
  }

  static Fixture withStorage(
      UnaryOperator<LibraryOptions> options,
      BiFunction<TestClock, GuardedCatalog, FaultyStorage> storages) {
    return new Fixture(options, UnaryOperator.identity(), storages);
  }

  /** What a channel shows, and which objects the storage has. */
  record State(List<ItemRecord> items, Usage usage, List<Change> changes) {}

  State state() {
    try {
      return catalog.read(
          reader -> {
            ChannelRecord channel = reader.channel(CHANNEL).orElseThrow();
            return new State(
                Invariants.allItems(reader, channel),
                channel.channel().usage(),
                reader.changes(CHANNEL, 0, Integer.MAX_VALUE));
          });
    } catch (BackendException e) {
      throw new AssertionError(e);
    }
  }

  /** Checks that a call fails as told, and changed nothing that anyone can see. */
  <E extends Throwable> E refused(Class<E> type, ThrowingCallable call) {
    State before = state();
    E error = catchThrowableOfType(type, call);
    assertThat(error).as("the call fails").isNotNull();
    assertThat(state()).as("nothing changed").isEqualTo(before);
    return error;
  }

  /** As {@link #refused}; and when the collector has run, the storage is as it was, too. */
  <E extends Throwable> E refusedWithoutTrace(Class<E> type, ThrowingCallable call) {
    List<ContentKey> before = storage.keys();
    E error = refused(type, call);
    collectEverything();
    assertThat(storage.keys()).as("stored objects").isEqualTo(before);
    return error;
  }

  /** As {@link #refused}; and the upload's file is still pending. */
  <E extends Throwable> E refusedWithPendingFile(
      Class<E> type, PendingUpload upload, ThrowingCallable call) {
    E error = refused(type, call);
    assertThat(files.get(upload.file().id())).isEqualTo(upload.file());
    return error;
  }

  /** Runs the collector when all uploads have expired and no read can run any more. */
  void collectEverything() {
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofDays(3));
      library.collect();
    }
  }

  /** Says that the test damages contents on purpose. */
  void expectDamage() {
    damaged = true;
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static Sha256 sha256(byte[] bytes) {
    return Invariants.sha256(bytes);
  }

  static byte[] read(ChannelFiles files, ItemId file) {
    try (InputStream content = files.open(file)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  byte[] read(ItemId file) {
    return read(files, file);
  }

  byte[] read(String path) {
    return read(item(path).id());
  }

  Item item(String path) {
    return files.find(path).orElseThrow();
  }

  List<String> names(String folder) {
    return files.stream(FolderRef.at(folder), ListOptions.DEFAULT)
        .map(item -> item.name().value())
        .toList();
  }

  List<String> paths() {
    return files
        .streamTree(FolderRef.root(), ListOptions.DEFAULT)
        .map(item -> item.path().toString())
        .toList();
  }

  Usage usage() {
    return files.channel().usage();
  }

  /** Returns the key of the content of a file. */
  ContentKey contentKey(ItemId file) {
    try {
      return catalog
          .read(reader -> reader.item(CHANNEL, file))
          .flatMap(ItemRecord::file)
          .flatMap(FileRecord::content)
          .orElseThrow();
    } catch (BackendException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the id of the row that is the channel's root. */
  ItemId root() {
    try {
      return catalog.read(reader -> reader.channel(CHANNEL)).orElseThrow().root();
    } catch (BackendException e) {
      throw new AssertionError(e);
    }
  }

  Optional<ItemRecord> row(ItemId item) {
    try {
      return catalog.read(reader -> reader.item(CHANNEL, item));
    } catch (BackendException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the changes after a sequence, each as its action and name. */
  List<String> changesAfter(long sequence) {
    return files.changes(sequence, 1000).stream()
        .map(change -> change.action() + " " + change.name())
        .toList();
  }

  long lastChange() {
    List<Change> all = state().changes();
    return all.isEmpty() ? 0 : all.get(all.size() - 1).sequence();
  }

  void delete(ItemId item) {
    files.delete(item, DeleteOptions.DEFAULT.withRecursive());
  }

  static <E extends FileLibraryException> void fails(Class<E> type, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(type);
  }

  /** Checks the invariants now. */
  void check() {
    new Invariants(catalog, storage, marks).check(!damaged);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      check();
      assertThat(storage.openStreams()).as("open streams").isZero();
    }
    library.close();
  }
}
