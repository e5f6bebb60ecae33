package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.library.LibraryBackends;
import io.filelibrary.testkit.library.LibraryInvariants;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A disk that fails one fsync: the system may have dropped what was to be written, and reports no
 * error again for the same file. What is acknowledged after that must not rest on it.
 */
@Timeout(240)
final class FsyncFailureTest {
  private static final String READY = "ready";
  private static final String COPYING = "copying";
  private static final String ACKNOWLEDGED = "acknowledged ";
  private static final String FAILED = "failed ";
  private static final String TRACED = "trace=fsync,fdatasync,ftruncate,write";
  private static final int UPLOADS = 8;
  private static final int COPIED = 700;

  @TempDir private Path directory;

  @BeforeEach
  void requireStrace() throws Exception {
    Strace.assumeUsable();
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE_LOCAL, .part>, 1",
    "SQLITE_LOCAL, /objects/private_/, 1",
    "SQLITE_LOCAL, /catalog.db-wal>, 1",
    // What came of the put is not known, so its key is looked up: after the log was emptied.
    "SQLITE_SQLITE, /contents.db-wal>, 0"
  })
  void uploadWhoseFsyncFailsIsNotAcknowledgedAndTheNextOnesAre(
      LibraryPair pair, String file, int failures) throws Exception {
    Run run = failing(pair, "uploads", READY, file);

    assertThat(run.said).filteredOn(line -> line.startsWith(FAILED)).hasSize(failures);
    assertThat(run.said)
        .filteredOn(line -> line.startsWith(ACKNOWLEDGED))
        .hasSize(UPLOADS - failures)
        .last()
        .asString()
        .endsWith("file" + (UPLOADS - 1));
    assertNothingRestsOnTheFailedSync(run.calls);
    assertAcknowledgedIsThere(pair, run);
  }

  @Test
  void commitsAfterTheLogCouldNotBeMovedDoNotRestOnIt() throws Exception {
    Run run = failing(LibraryPair.SQLITE_LOCAL, "copy", COPYING, "/catalog.db-wal>");

    int copied = placeOf(run.calls, ACKNOWLEDGED + "after");
    assertThat(run.calls.stream().filter(Strace.Call::failed).findFirst().orElseThrow().end())
        .isLessThan(copied);
    assertNothingRestsOnTheFailedSync(run.calls);
  }

  private static void assertNothingRestsOnTheFailedSync(List<Strace.Call> calls) {
    Strace.Call failed = calls.stream().filter(Strace.Call::failed).findFirst().orElseThrow();
    String file = failed.text().substring(failed.text().indexOf('<'), failed.text().indexOf('>'));
    List<Strace.Call> after = calls.stream().filter(call -> call.end() > failed.end()).toList();
    if (!file.endsWith("-wal")) {
      assertThat(after)
          .as("syncs of a file after one that failed")
          .noneMatch(call -> file.endsWith(".part") && call.isSync(file + ">"));
      return;
    }
    int emptied =
        after.stream()
            .filter(call -> call.is("ftruncate", file))
            .findFirst()
            .map(Strace.Call::end)
            .orElse(Integer.MAX_VALUE);
    assertThat(after)
        .as("what is acknowledged before the log is emptied")
        .noneMatch(call -> call.begin() < emptied && acknowledges(call, file));
  }

  /**
   * Whether something is acknowledged that rests on a log; small files are in the catalog alone.
   */
  private static boolean acknowledges(Strace.Call call, String log) {
    String words = ACKNOWLEDGED + (log.endsWith("contents.db-wal") ? "file[02468]" : "");
    return call.name().equals("write") && Pattern.compile(words).matcher(call.text()).find();
  }

  private void assertAcknowledgedIsThere(LibraryPair pair, Run run) throws Exception {
    LibraryBackends backends = pair.backends(run.directory);
    try (Catalog catalog = backends.catalog();
        StorageBackend storage = backends.storage()) {
      LibraryOptions options =
          LibraryOptions.defaults().withoutCollection().withDeletionGrace(Duration.ZERO);
      FileLibrary library = FileLibrary.open(catalog, storage, options);
      ChannelFiles files = library.channel("team", "ada");
      for (int i = 0; i < UPLOADS; i++) {
        String name = "file" + i;
        if (run.said.contains(ACKNOWLEDGED + name)) {
          try (InputStream bytes = files.open(files.find(name).orElseThrow().id())) {
            assertThat(bytes.readAllBytes()).isEqualTo(content(i));
          }
        } else if (run.said.contains(FAILED + "NONE " + name)) {
          assertThat(files.find(name)).isEmpty();
        }
      }
      files.upload("goes on", content(0));
      library.collect();
      LibraryInvariants.check(catalog, storage);
    }
  }

  /** What a child did and said. */
  private static final class Run {
    private final Path directory;
    private final List<String> said;
    private final List<Strace.Call> calls;

    Run(Path directory, List<String> said, List<Strace.Call> calls) {
      this.directory = directory;
      this.said = said;
      this.calls = calls;
    }
  }

  /** Lets the first sync of a file fail that comes after something was said. */
  private Run failing(LibraryPair pair, String what, String marker, String file) throws Exception {
    boolean isOneFile = file.startsWith("/") && file.endsWith(">");
    Optional<String> name =
        isOneFile ? Optional.of(file.substring(1, file.length() - 1)) : Optional.empty();
    List<Strace.Call> sound = run(pair, what, List.of(), name).calls;
    int said = placeOf(sound, marker);
    // The calls of each thread are counted by themselves, so take one that no other comes to.
    List<Strace.Call> syncs = sound.stream().filter(call -> call.isSync("")).toList();
    Strace.Call chosen =
        syncs.stream()
            .filter(call -> call.isSync(file) && call.begin() > said)
            .filter(call -> placeInThread(syncs, call) > mostOfOthers(syncs, call))
            .findFirst()
            .orElseThrow();
    String injection =
        "inject=" + chosen.name() + ":error=EIO:when=" + placeInThread(syncs, chosen);
    Run run = run(pair, what, List.of("-e", injection), name);
    assertThat(run.calls).filteredOn(Strace.Call::failed).hasSize(1);
    return run;
  }

  private static int placeInThread(List<Strace.Call> syncs, Strace.Call call) {
    return syncs.stream()
            .filter(each -> each.thread().equals(call.thread()))
            .filter(each -> each.name().equals(call.name()))
            .toList()
            .indexOf(call)
        + 1;
  }

  private static int mostOfOthers(List<Strace.Call> syncs, Strace.Call call) {
    Map<String, Integer> counts = new HashMap<>();
    syncs.stream()
        .filter(each -> each.name().equals(call.name()))
        .forEach(each -> counts.merge(each.thread(), 1, Integer::sum));
    counts.remove(call.thread());
    return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** Runs a child into which failures are injected or none, of the calls on one file or of all. */
  private Run run(LibraryPair pair, String what, List<String> failures, Optional<String> file)
      throws Exception {
    Path place =
        Files.createDirectories(directory.resolve(what + (failures.isEmpty() ? "" : "-failing")));
    Path trace = place.resolveSibling(place.getFileName() + ".trace");
    Path words = place.resolveSibling(place.getFileName() + ".said");
    List<String> options = new ArrayList<>(List.of("-e", TRACED));
    file.ifPresent(
        name -> options.addAll(List.of("-P", place.resolve(name).toString(), "-P", "" + words)));
    options.addAll(failures);
    ProcessBuilder child =
        ChildJvm.running(List.of("-Xmx128m"), FsyncFailureTest.class, pair, place, what);
    Process process =
        Strace.tracing(child, trace, options.toArray(new String[0]))
            .redirectOutput(words.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Run(place, Files.readAllLines(words), Strace.read(trace));
  }

  private static int placeOf(List<Strace.Call> calls, String marker) {
    return calls.stream()
        .filter(call -> call.is("write", marker))
        .findFirst()
        .orElseThrow(() -> new AssertionError(marker + " was not said"))
        .end();
  }

  private static byte[] content(int number) {
    byte[] content = new byte[number % 2 == 0 ? 100_000 : 1000];
    Arrays.fill(content, (byte) number);
    return content;
  }

  /** In the other JVM. */
  public static void main(String[] arguments) throws Exception {
    FileLibrary library =
        LibraryPair.valueOf(arguments[0])
            .open(Path.of(arguments[1]), LibraryOptions.defaults().withoutCollection());
    library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    ChannelFiles files = library.channel("team", "ada");
    if (arguments[2].equals("uploads")) {
      upload(files);
    } else {
      copy(files);
    }
    library.close();
  }

  private static void upload(ChannelFiles files) {
    System.out.println(READY);
    for (int i = 0; i < UPLOADS; i++) {
      try {
        files.upload("file" + i, content(i));
        System.out.println(ACKNOWLEDGED + "file" + i);
      } catch (FileLibraryException failure) {
        boolean typed =
            failure.code() == ErrorCode.BACKEND_UNAVAILABLE
                || failure.code() == ErrorCode.BACKEND_FAILED;
        System.out.println(
            (typed ? FAILED : failure.code() + " ") + failure.effect() + " file" + i);
      }
    }
  }

  /** A copy of a folder is built in commits that are not synced; a synced one hooks it in. */
  private static void copy(ChannelFiles files) {
    FolderItem folder = files.createFolder("folder");
    for (int i = 0; i < COPIED; i++) {
      files.createFolder("folder/" + i);
    }
    System.out.println(COPYING);
    try {
      files.copy(folder.id(), Destination.at("copy"), PlaceOptions.DEFAULT);
      System.out.println(ACKNOWLEDGED + "copy");
    } catch (FileLibraryException failure) {
      System.out.println(FAILED + failure.effect() + " copy");
    }
    try {
      files.createFolder("after");
      System.out.println(ACKNOWLEDGED + "after");
    } catch (FileLibraryException failure) {
      System.out.println(FAILED + failure.effect() + " after");
    }
  }
}
