package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.error.Effect;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.testkit.fault.BackendGuard;
import io.filelibrary.testkit.fault.CallInterceptor;
import io.filelibrary.testkit.fault.Intercepted;
import io.filelibrary.testkit.fault.Rehearsal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A library on guarded backends, with two empty channels and a clock that a rule moves. A rule ends
 * with {@link #check}, which looks at the invariants; closing closes the library and the backends.
 */
final class LibraryProbe implements AutoCloseable {
  static final ChannelId CHANNEL = ChannelId.of("team/alpha");
  static final ChannelId OTHER_CHANNEL = ChannelId.of("team/beta");
  static final String ACTOR = "ada";

  /** Contents up to this size may be held by the catalog. */
  static final int INLINE_LIMIT = 1000;

  /** A size whose content the catalog holds where it can, and one that the storage holds. */
  static final List<Integer> SIZES = List.of(INLINE_LIMIT / 2, INLINE_LIMIT * 10);

  final SteppedClock clock;
  final FileLibrary library;
  final ChannelFiles files;
  final ChannelFiles otherFiles;
  private final BackendGuard guard = new BackendGuard();
  private final LibraryBackends backends;
  private final int generation;

  private LibraryProbe(
      LibraryBackends backends,
      SteppedClock clock,
      int generation,
      UnaryOperator<LibraryOptions> options,
      CallInterceptor... interceptors) {
    this.backends = backends;
    this.clock = clock;
    this.generation = generation;
    Catalog catalog = Intercepted.catalog(backends.catalog(), guard);
    StorageBackend storage = Intercepted.storage(backends.storage(), guard);
    for (CallInterceptor interceptor : interceptors) {
      catalog = Intercepted.catalog(catalog, interceptor);
      storage = Intercepted.storage(storage, interceptor);
    }
    LibraryOptions defaults =
        LibraryOptions.defaults()
            .withoutCollection()
            .withClock(clock)
            .withRandom(new Random(20260301 + generation))
            .withInlineLimit(INLINE_LIMIT);
    library = FileLibrary.open(catalog, storage, options.apply(defaults));
    files = channel(CHANNEL);
    otherFiles = channel(OTHER_CHANNEL);
  }

  static LibraryProbe open(LibraryBackends backends) {
    return withOptions(backends, UnaryOperator.identity());
  }

  /** Opens a library of which the work of each write runs twice. */
  static LibraryProbe withOptions(LibraryBackends backends, UnaryOperator<LibraryOptions> options) {
    return new LibraryProbe(backends, new SteppedClock(), 0, options, new Rehearsal());
  }

  /** Opens a library whose calls of the backends pass through an interceptor. */
  static LibraryProbe intercepted(LibraryBackends backends, CallInterceptor interceptor) {
    return new LibraryProbe(backends, new SteppedClock(), 0, UnaryOperator.identity(), interceptor);
  }

  /**
   * Opens a library on backends that another one was closed on, at the other's moment, and with ids
   * and keys that differ from the other's.
   */
  static LibraryProbe again(LibraryBackends backends, LibraryProbe before) {
    return new LibraryProbe(
        backends, before.clock, before.generation + 1, UnaryOperator.identity(), new Rehearsal());
  }

  /** Creates a channel if it is missing, and returns its files. */
  ChannelFiles channel(ChannelId id) {
    return channel(spec(id));
  }

  ChannelFiles channel(ChannelSpec spec) {
    library.ensureChannel(spec);
    return library.channel(spec.id().value(), ACTOR);
  }

  static ChannelSpec spec(ChannelId id) {
    return ChannelSpec.of(id, TenantId.of("acme"));
  }

  /** Checks that a call fails as expected, and has changed nothing that anyone can see. */
  void refused(ErrorCode code, ThrowingCallable call) {
    refused(files, code, call);
  }

  /** As {@link #refused(ErrorCode, ThrowingCallable)}, for a call on the files of any channel. */
  void refused(ChannelFiles channel, ErrorCode code, ThrowingCallable call) {
    LibraryState mine = LibraryState.of(channel);
    LibraryState others = LibraryState.of(otherFiles);
    assertFails(code, call);
    LibraryState.of(channel).assertIs(mine, "after " + code);
    LibraryState.of(otherFiles).assertIs(others, "of another channel, after " + code);
  }

  /** Checks that a call fails as expected, and says that it has changed nothing. */
  static void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(FileLibraryException.class)
        .as("the error %s", code)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.effect()).isEqualTo(Effect.NONE));
  }

  /** Checks the invariants, and what the library did to the backends. */
  void check() {
    guard.check();
    LibraryInvariants.check(backends.catalog(), backends.storage());
  }

  /** As {@link #check}, but of the rows and bytes of one channel alone. */
  void check(ChannelFiles channel) {
    guard.check();
    LibraryInvariants.check(backends.catalog(), backends.storage(), channel.channel().id());
  }

  /** Runs the collector until all uploads have expired and no read can run any more. */
  void collectEverything() {
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofDays(3));
      library.collect();
    }
  }

  byte[] read(ItemId file) {
    return read(files, file);
  }

  static byte[] read(ChannelFiles files, ItemId file) {
    try (InputStream content = files.open(file)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The objects of the storage, the marker included. */
  List<StoredObject> objects() {
    try {
      return backends.storage().list(Optional.empty(), 10_000);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The key that the bytes of an upload go to. */
  ContentKey keyOf(PendingUpload upload) {
    try {
      return backends
          .catalog()
          .read(records -> records.upload(CHANNEL, upload.id()).orElseThrow())
          .content()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The storage itself, to do something behind the library's back. */
  StorageBackend storage() {
    return backends.storage();
  }

  Item item(String path) {
    return files.find(path).orElseThrow();
  }

  List<String> paths() {
    return files
        .streamTree(FolderRef.root(), ListOptions.DEFAULT)
        .map(item -> item.path().toString())
        .toList();
  }

  @Override
  public void close() {
    library.close();
  }
}
