package io.filelibrary.testkit.model;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.UploadRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The model of one channel whose operations are kept as text, so that they can be told again to
 * another model: in another process, or after a crash. Several may share a library, each with a
 * prefix of its own; what happens in one channel never depends on another's.
 *
 * <p>An operation is a line such as {@code trash(0,#3)}. What it came to, its <i>outcome</i>, is a
 * line too: the code of an error or {@code ok}, and the ids of the items and uploads that are new.
 * The clock of the library stands still but for the operation {@code clock(seconds)}, which the
 * caller makes besides: {@link #now} tells the time.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class ChannelModel {
  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");
  private static final String OK = "ok";

  private final int channel;
  private final ReferenceLibrary model;
  private final Numbers numbers = new Numbers();
  private final List<Told> unordered = new ArrayList<>();

  /** Changes that one call told in an order that is left to the library. */
  private record Told(int from, int to) {}

  private ChannelModel(int channel, World world) {
    this.channel = channel;
    this.model = new ReferenceLibrary(world);
  }

  /**
   * Begins the model of a channel that is empty.
   *
   * @param prefix what the channel's id begins with
   * @param caseSensitive whether names are told apart by case
   * @param scale by what the sizes of files, of 100 at most, are multiplied where they are random
   * @param maxFileSize how many bytes the library takes at most
   * @param beginning the time at which the channel begins
   * @return the model
   */
  public static ChannelModel begin(
      String prefix, boolean caseSensitive, int scale, int maxFileSize, Instant beginning) {
    int channel = caseSensitive ? 0 : 1;
    Scope scope = new Scope(prefix, OptionalInt.of(channel), scale, maxFileSize);
    return new ChannelModel(channel, new World(beginning, scope));
  }

  /**
   * Sets the times of a library to those that the model counts with.
   *
   * @param options the options
   * @return the options with the lifetimes of uploads, deleted contents and trash
   */
  public static LibraryOptions withTimes(LibraryOptions options) {
    return options
        .withUploadLifetime(Settings.UPLOAD_LIFETIME)
        .withDeletionGrace(Settings.DELETION_GRACE)
        .withTrashRetention(Settings.TRASH_RETENTION);
  }

  /**
   * Returns what to create the channel by.
   *
   * @return the channel's specification
   */
  public ChannelSpec spec() {
    return new Translation(numbers, model.world()).spec(channel);
  }

  /**
   * Returns the operation that creates the channel, or finds it.
   *
   * @return the operation
   */
  public String creation() {
    return OperationText.print(new Operation.EnsureChannel(channel));
  }

  /**
   * Returns the time.
   *
   * @return the beginning, moved by what {@code clock} said
   */
  public Instant now() {
    return model.world().now;
  }

  /**
   * Makes random operations that fit what there is. None moves the clock, collects or reopens,
   * which is not one channel's business.
   *
   * @param seed makes the same operations of the same channel
   * @param collected whether the library is collected meanwhile: then nothing is made that tells or
   *     depends on whether that has come to the channel
   * @return the source
   */
  public RandomOperations random(long seed, boolean collected) {
    return new RandomOperations(model, channel, new Generator(seed, model.world()), collected);
  }

  /**
   * Performs an operation in a library and in the model, and compares what it came to.
   *
   * @param library the library
   * @param operation the operation
   * @param sources is given each stream that the library is to read, and returns the one it gets
   * @return the outcome
   * @throws AssertionError if library and model differ
   */
  public String perform(FileLibrary library, String operation, UnaryOperator<InputStream> sources) {
    Operation parsed = parse(operation);
    Caller caller = new Caller(library, numbers, model.world(), sources);
    int bound = numbers.bindings().size();
    int changes = feed().size();
    try {
      Outcome outcome = caller.perform(parsed);
      Optional<String> name = outcome.item().map(item -> item.name().value());
      Answer answer = model.perform(parsed, name, outcome.error());
      noteOrder(parsed, changes);
      new Comparison(model, numbers).compareResult(caller, outcome, answer);
      adoptOrder(caller);
      return outcome(outcome.error(), name, bound);
    } catch (Difference | RuntimeException e) {
      throw new AssertionError("at " + operation + ": " + e, e);
    }
  }

  /**
   * Tells the model what was done elsewhere.
   *
   * @param operation the operation
   * @param outcome what it came to
   * @throws AssertionError if it cannot have come to that
   */
  public void replay(String operation, String outcome) {
    Operation parsed = parse(operation);
    List<String> parts = Arrays.asList(outcome.split("\t"));
    Optional<ErrorCode> error =
        parts.get(0).equals(OK) ? Optional.empty() : Optional.of(ErrorCode.valueOf(parts.get(0)));
    int changes = feed().size();
    Answer answer = model.perform(parsed, quoted(parts).map(ChannelModel::unquoted), error);
    if (error.isPresent()
        ? !answer.refusals().contains(error.get())
        : !answer.refusals().isEmpty()) {
      throw new AssertionError(operation + " came to " + outcome + ", and not " + answer);
    }
    noteOrder(parsed, changes);
    parts.stream().filter(part -> part.matches("[#@].*")).forEach(numbers::bind);
  }

  /**
   * Tells the model that an operation was done of which nobody knows what it came to, and finds the
   * ids of what is new in the library.
   *
   * @param operation the operation
   * @param library the library
   * @param catalog its catalog
   * @return the outcome; an error if it can have done nothing
   * @throws IOException if the catalog cannot be read
   */
  public String assume(String operation, FileLibrary library, Catalog catalog) throws IOException {
    Operation parsed = parse(operation);
    Caller caller = caller(library);
    int bound = numbers.bindings().size();
    int changes = feed().size();
    Optional<String> name = newName(caller);
    Answer answer = model.perform(parsed, name, Optional.empty());
    if (!answer.refusals().isEmpty()) {
      return answer.refusals().iterator().next().name();
    }
    noteOrder(parsed, changes);
    if (parsed instanceof Operation.Begin) {
      bindNewUpload(catalog);
    }
    new Comparison(model, numbers).bindNew(caller);
    return outcome(Optional.empty(), name, bound);
  }

  /**
   * Compares the channel of a library with the model: the tree, the trash, the change feed, all
   * bytes, and those that uploads have received.
   *
   * @param library the library
   * @param catalog its catalog
   * @param storage its storage
   * @param usage whether the usage is compared, too, which counts what waits to be collected
   * @return in what they differ, or empty if in nothing
   */
  public Optional<String> difference(
      FileLibrary library, Catalog catalog, StorageBackend storage, boolean usage) {
    Caller caller = caller(library);
    Comparison comparison = new Comparison(model, numbers);
    try {
      adoptOrder(caller);
      comparison.compareChannel(caller, channel, true);
      if (usage) {
        comparison.compareUsage(caller, channel);
      }
      new StagedBytes(model.world(), numbers, channel).compare(catalog, storage);
      return Optional.empty();
    } catch (Difference e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException | AssertionError e) {
      return Optional.of("the library threw " + e);
    }
  }

  private Caller caller(FileLibrary library) {
    return new Caller(library, numbers, model.world(), UnaryOperator.identity());
  }

  private List<String> feed() {
    return model.world().channels.get(channel).feed;
  }

  private static Operation parse(String operation) {
    List<Operation> parsed = OperationText.parse(operation);
    if (parsed.size() != 1) {
      throw new IllegalArgumentException("not one operation: " + operation);
    }
    return parsed.get(0);
  }

  private String outcome(Optional<ErrorCode> error, Optional<String> name, int bound) {
    List<String> parts = new ArrayList<>();
    parts.add(error.map(ErrorCode::name).orElse(OK));
    name.map(OperationText::print).ifPresent(parts::add);
    parts.addAll(numbers.bindings().subList(bound, numbers.bindings().size()));
    return String.join("\t", parts);
  }

  private static Optional<String> quoted(List<String> parts) {
    return parts.stream().filter(part -> part.startsWith("\"")).findFirst();
  }

  private static String unquoted(String words) {
    return ((Operation.Find) parse("find(0," + words + ")")).path();
  }

  private void noteOrder(Operation operation, int changes) {
    boolean open =
        operation instanceof Operation.EmptyTrash || operation instanceof Operation.Collect;
    if (open && feed().size() > changes + 1) {
      unordered.add(new Told(changes, feed().size()));
    }
  }

  /** Takes over the order in which the library told what may be told in any. */
  private void adoptOrder(Caller caller) {
    for (Told told : unordered) {
      List<Change> changes = caller.files(channel).changes(told.from, told.to - told.from);
      List<String> lines = changes.stream().map(change -> Words.change(change, numbers)).toList();
      List<String> expected = feed().subList(told.from, told.to);
      if (lines.stream().sorted().toList().equals(expected.stream().sorted().toList())) {
        for (int i = 0; i < lines.size(); i++) {
          expected.set(i, lines.get(i));
        }
      }
    }
    unordered.clear();
  }

  /** The numbered name that the library may have given to what is new. */
  private Optional<String> newName(Caller caller) {
    return caller
        .files(channel)
        .streamTree(FolderRef.root(), ListOptions.DEFAULT.withPending(true))
        .filter(item -> !numbers.knows(item.id()))
        .map(Item::name)
        .map(name -> name.value())
        .filter(name -> name.matches(".* \\([0-9]+\\).*"))
        .findFirst();
  }

  private void bindNewUpload(Catalog catalog) throws IOException {
    Optional<UploadRecord> found =
        catalog.read(
            reader ->
                reader.expiredUploads(spec().id(), FAR, Integer.MAX_VALUE).stream()
                    .filter(upload -> !numbers.knows(upload.id()))
                    .findFirst());
    if (found.isPresent()) {
      List<ModelUpload> uploads = model.world().uploads;
      numbers.bind(found.get().id());
      numbers.bind(found.get().item(), uploads.get(uploads.size() - 1).file.number);
    }
  }
}
