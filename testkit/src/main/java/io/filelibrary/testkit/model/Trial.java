package io.filelibrary.testkit.model;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** One library and one model, which get the same operations and are compared after each. */
final class Trial implements AutoCloseable {
  private static final int BYTES_EVERY = 10;

  private final ModelBackends backends;
  private final RunClock clock = new RunClock();
  // Fixed, so that a line alone repeats a run; the same after reopening, so that no key comes
  // twice.
  private final Random random = new Random(20260301);
  private final ReferenceLibrary model = new ReferenceLibrary(clock.instant());
  private final Numbers numbers = new Numbers();
  private final Comparison comparison = new Comparison(model, numbers);
  private FileLibrary library;
  private Caller caller;
  private StorageBackend storage;
  private boolean inlining;
  private int steps;

  Trial(ModelBackends backends) throws IOException {
    this.backends = backends;
    Catalog catalog = backends.openCatalog(clock);
    this.inlining = catalog instanceof InlineContents;
    this.storage = backends.openStorage(clock);
    this.library = FileLibrary.open(catalog, storage, options());
    this.caller = new Caller(library, numbers, model.world());
    for (int i = 0; i < Operation.CHANNELS; i++) {
      library.createChannel(new Translation(numbers, model.world()).spec(i));
    }
  }

  World world() {
    return model.world();
  }

  private LibraryOptions options() {
    return LibraryOptions.defaults()
        .withoutCollection()
        .withClock(clock)
        .withRandom(random)
        .withMaxFileSize(Settings.MAX_FILE_SIZE)
        .withInlineLimit(Settings.INLINE_LIMIT)
        .withUploadLifetime(Settings.UPLOAD_LIFETIME)
        .withDeletionGrace(Settings.DELETION_GRACE)
        .withTrashRetention(Settings.TRASH_RETENTION);
  }

  /** Performs an operation on both sides and compares all that can be seen. */
  void step(Operation operation) throws Difference {
    if (!model.isMeant(operation)) {
      return;
    }
    try {
      perform(operation);
      boolean readBytes = steps % BYTES_EVERY == 0 || operation instanceof Operation.Reopen;
      comparison.compare(library, caller, readBytes);
      steps++;
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new Difference("the library threw", e);
    }
  }

  private void perform(Operation operation) throws Difference, IOException {
    if (operation instanceof Operation.Clock move) {
      clock.move(move.seconds());
    }
    if (operation instanceof Operation.Reopen) {
      reopen();
    }
    if (operation instanceof Operation.Clock || operation instanceof Operation.Reopen) {
      Answer answer = model.perform(operation);
      Difference.require("the result", List.of(), answer.lines());
      return;
    }
    Outcome outcome = caller.perform(operation);
    Answer answer =
        model.perform(operation, outcome.item().map(item -> item.name().value()), outcome.error());
    comparison.compareResult(caller, outcome, answer);
    comparison.adoptOrder(caller, operation);
  }

  private void reopen() throws IOException {
    if (backends.lasting()) {
      library.close();
      Catalog catalog = backends.openCatalog(clock);
      storage = backends.openStorage(clock);
      library = FileLibrary.open(catalog, storage, options());
      caller = new Caller(library, numbers, model.world());
    }
  }

  /** Lets the collector finish its work and compares what the storage still holds. */
  void finish() throws Difference {
    // First what makes contents unused, uploads and trash that are over, then the contents.
    for (int i = 0; i < 3; i++) {
      step(new Operation.Clock((int) Settings.TRASH_RETENTION.toSeconds()));
      step(new Operation.Collect());
    }
    try {
      long objects = storage.list(Optional.empty(), Integer.MAX_VALUE).stream().count();
      long marks = 1;
      Difference.require("the number of stored objects", objects - marks, (long) storedContents());
    } catch (IOException | RuntimeException e) {
      throw new Difference("the storage threw", e);
    }
  }

  private int storedContents() {
    return model.world().nodes.stream()
        .filter(node -> node.counted && node.content.isPresent())
        .map(node -> node.content.orElseThrow())
        .filter(content -> !inlining || content.size() > Settings.INLINE_LIMIT)
        .collect(Collectors.toSet())
        .size();
  }

  @Override
  public void close() throws IOException {
    try (backends) {
      library.close();
    }
  }
}
