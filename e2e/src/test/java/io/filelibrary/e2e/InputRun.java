package io.filelibrary.e2e;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.e2e.InputPlace.Trace;
import io.filelibrary.e2e.InputPlace.Use;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.testkit.InputCase;
import io.filelibrary.testkit.InputCorpus;
import io.filelibrary.testkit.InputExpectation;
import io.filelibrary.testkit.InputField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Uses every input of the corpus in one library, and says of each what came of it: in the words of
 * {@link #expected} if that is what the corpus says.
 */
final class InputRun {
  private static final int THREADS = 8;
  private static final int LONGEST_MESSAGE = 700;
  private static final Set<Integer> UNFIT =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SURROGATE,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  private final LibraryPair pair;
  private final Path directory;
  private final List<InputCase> inputs;

  InputRun(LibraryPair pair, Path directory) {
    this.pair = pair;
    this.directory = directory;
    this.inputs = InputCorpus.load().stream().filter(InputRun::isForCore).toList();
  }

  /** One use, with what came of it. */
  private record Used(String way, String outcome, Optional<Trace> trace) {}

  /** Whether the library takes the input: it takes numbers, not their texts. */
  static boolean isForCore(InputCase input) {
    return input.field() != InputField.NUMBER;
  }

  static String expected(InputCase input) {
    InputExpectation expected = input.expected();
    if (expected instanceof InputExpectation.Accepted accepted) {
      return accepted(accepted.value());
    }
    return ((InputExpectation.Refused) expected).code().name();
  }

  /**
   * Runs all inputs, several at once, and reads back what was accepted, from a library opened anew
   * where the catalog is persistent.
   */
  Map<String, String> outcomes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    FileLibrary library = open();
    try {
      Map<String, List<Used>> used = new TreeMap<>();
      FileLibrary first = library;
      forEach(threads, input -> use(first, input), used);
      if (pair.isLasting()) {
        library.close();
        library = open();
      }
      FileLibrary second = library;
      Map<String, String> outcomes = new TreeMap<>();
      forEach(
          threads,
          input -> outcome(second, Objects.requireNonNull(used.get(input.id()))),
          outcomes);
      return outcomes;
    } finally {
      library.close();
      threads.shutdownNow();
    }
  }

  private FileLibrary open() throws Exception {
    return pair.open(
        directory, LibraryOptions.defaults().withMaxFileSize(InputCorpus.LARGEST_FILE));
  }

  /** Does something with every input. */
  private interface Step<T> {
    T take(InputCase input) throws Exception;
  }

  private <T> void forEach(ExecutorService threads, Step<T> step, Map<String, T> results)
      throws Exception {
    Map<String, Future<T>> running = new TreeMap<>();
    for (InputCase input : inputs) {
      Callable<T> task = () -> step.take(input);
      running.put(input.id(), threads.submit(task));
    }
    for (Map.Entry<String, Future<T>> entry : running.entrySet()) {
      results.put(entry.getKey(), entry.getValue().get());
    }
  }

  private static List<Used> use(FileLibrary library, InputCase input) {
    InputPlace place = new InputPlace(library, input);
    List<Used> used = new ArrayList<>();
    new TreeMap<>(uses(place)).forEach((way, use) -> used.add(use(place, way, use)));
    return used;
  }

  private static Map<String, Use> uses(InputPlace place) {
    return switch (place.input().field()) {
      case NAME -> new TreeUses(place).names();
      case PATH -> new TreeUses(place).paths();
      case LINK -> new TreeUses(place).links();
      case REVISION -> new TreeUses(place).revisions();
      case ATTRIBUTE_KEY -> new TreeUses(place).attributeKeys();
      case ATTRIBUTE_VALUE -> new TreeUses(place).attributeValues();
      case ATTRIBUTE_COUNT -> new TreeUses(place).attributeCounts();
      case ATTRIBUTE_BYTES -> new TreeUses(place).attributeBytes();
      case SIZE -> new FileUses(place).sizes();
      case HASH -> new FileUses(place).hashes();
      case RANGE -> new FileUses(place).ranges();
      case CONTENT_TYPE -> new FileUses(place).contentTypes();
      case UPLOAD_ID -> new FileUses(place).uploadIds();
      case ITEM_ID -> new ListingUses(place).itemIds();
      case TRUE_ITEM_ID -> new ListingUses(place).trueItemIds();
      case PAGE_SIZE -> new ListingUses(place).pageSizes();
      case SEQUENCE -> new ListingUses(place).sequences();
      case CURSOR -> new ListingUses(place).cursors();
      case TRUE_CURSOR -> new ListingUses(place).trueCursors();
      case CHANNEL_ID -> new ChannelUses(place).channelIds();
      case TENANT_ID -> new ChannelUses(place).tenantIds();
      case MEMBER_ID -> new ChannelUses(place).memberIds();
      case ACTOR_ID -> new ChannelUses(place).actorIds();
      case QUOTA -> new ChannelUses(place).quotas();
      case NUMBER -> throw new IllegalArgumentException(place.input() + " is not for core");
    };
  }

  /** Uses an input, reads it back where it was accepted, and looks for changes where it was not. */
  private static Used use(InputPlace place, String way, Use use) {
    place.remember();
    try {
      Trace trace = use.run();
      return new Used(way, accepted(trace.in(place.library())), Optional.of(trace));
    } catch (FileLibraryException e) {
      String outcome = e.code().name();
      if (e.effect() != Effect.NONE) {
        outcome += " with effect " + e.effect();
      }
      if (place.hasChanged()) {
        outcome += " but the channel has changed";
      }
      if (!isFitForLog(Objects.requireNonNull(e.getMessage()))) {
        outcome += " with a message that is not fit for a log";
      }
      return new Used(way, outcome, Optional.empty());
    } catch (Exception | AssertionError e) {
      return new Used(way, failed(e), Optional.empty());
    }
  }

  /** Whether a message is short, and nothing in it moves a cursor or changes a direction. */
  private static boolean isFitForLog(String message) {
    return message.length() < LONGEST_MESSAGE
        && message.codePoints().map(Character::getType).noneMatch(UNFIT::contains);
  }

  /** What came of all uses of an input; of each by itself where they differ. */
  private static String outcome(FileLibrary library, List<Used> used) {
    Map<String, String> outcomes = new TreeMap<>();
    for (Used one : used) {
      outcomes.put(one.way, again(library, one));
    }
    return new TreeSet<>(outcomes.values()).size() == 1
        ? outcomes.values().iterator().next()
        : outcomes.toString();
  }

  private static String again(FileLibrary library, Used used) {
    if (used.trace.isEmpty()) {
      return used.outcome;
    }
    try {
      String again = accepted(used.trace.get().in(library));
      return again.equals(used.outcome) ? again : used.outcome + ", after reopening " + again;
    } catch (Exception | AssertionError e) {
      return used.outcome + ", after reopening " + failed(e);
    }
  }

  private static String accepted(String value) {
    return "ACCEPTED as " + InputCorpus.escaped(value);
  }

  private static String failed(Throwable e) {
    return "FAILED at " + e.getStackTrace()[0] + " with " + InputCorpus.escaped(e.toString());
  }
}
