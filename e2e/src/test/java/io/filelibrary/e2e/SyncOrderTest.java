package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In which order an upload reaches the disk, by what another process asks of the system. */
@Timeout(120)
final class SyncOrderTest {
  private static final String LARGE = "large is acknowledged";
  private static final String SMALL = "small is acknowledged";
  private static final String READY = "ready";

  private static final int CROWD = 8;
  private static final int FILES = 12;

  @TempDir private Path directory;

  @BeforeEach
  void requireStrace() throws Exception {
    Strace.assumeUsable();
  }

  @Test
  void fileIsForcedThenNamedThenItsDirectoryForcedThenCommittedThenAcknowledged() throws Exception {
    List<Strace.Call> calls = between(traced(LibraryPair.SQLITE_LOCAL), READY, LARGE);

    assertOrder(
        only(calls, "fsync", ".part>"),
        only(calls, "link", "/objects/private_/"),
        last(calls, "fsync", "/objects/private_/"),
        only(calls, "fsync", "catalog.db-wal>"),
        only(calls, "write", LARGE));
    assertThat(only(calls, "link", "/objects/").text()).contains("contents/tmp/put-");
  }

  @Test
  void contentOfAnSqliteStorageIsForcedBeforeItIsCommitted() throws Exception {
    List<Strace.Call> calls = between(traced(LibraryPair.SQLITE_SQLITE), READY, LARGE);

    assertOrder(
        only(calls, "fsync", "contents.db-wal>"),
        only(calls, "fsync", "catalog.db-wal>"),
        only(calls, "write", LARGE));
  }

  @Test
  void smallFileIsOneSyncOfTheCatalogsLog() throws Exception {
    for (LibraryPair pair : List.of(LibraryPair.SQLITE_LOCAL, LibraryPair.SQLITE_SQLITE)) {
      List<Strace.Call> calls = between(traced(pair), LARGE, SMALL);

      assertThat(calls).filteredOn(call -> call.name().matches("f(data)?sync|link")).hasSize(1);
      assertOrder(only(calls, "fsync", "catalog.db-wal>"), only(calls, "write", SMALL));
    }
  }

  @Test
  void filesOfSeveralThreadsAreEachAcknowledgedAfterASyncThatBeganWhenTheirBytesWereInTheLog()
      throws Exception {
    Path home = directory.resolve("crowd");
    List<Strace.Call> calls =
        traced(
            LibraryPair.SQLITE_LOCAL,
            home,
            "-s8192",
            "-P" + home.resolve("catalog.db-wal"),
            "-P" + directory.resolve("said"),
            "-etrace=pwrite64,fsync,fdatasync,write");

    int syncs = 0;
    for (Strace.Call call : calls) {
      syncs += call.name().equals("fsync") ? 1 : 0;
    }
    for (int thread = 0; thread < CROWD; thread++) {
      for (int file = 0; file < FILES; file++) {
        String name = name(thread, file);
        // SQLite writes a page again with each later commit that changes it.
        int written =
            calls.stream()
                .filter(call -> call.is("pwrite64", marker(name)))
                .findFirst()
                .orElseThrow()
                .end();
        Strace.Call told = only(calls, "write", name + " is acknowledged");
        assertThat(calls)
            .as("syncs between the log's bytes and the acknowledgement of %s", name)
            .anyMatch(
                call ->
                    call.name().equals("fsync")
                        && !call.failed()
                        && call.begin() > written
                        && call.end() < told.begin());
      }
    }
    assertThat(syncs).as("syncs, which creations share").isLessThan(CROWD * FILES);
  }

  private List<Strace.Call> traced(LibraryPair pair) throws Exception {
    return traced(pair, directory.resolve(pair.name()), "-e", "trace=fsync,fdatasync,link,write");
  }

  private List<Strace.Call> traced(LibraryPair pair, Path home, String... options)
      throws Exception {
    Path trace = directory.resolve(home.getFileName() + ".trace");
    Path said = directory.resolve("said");
    ProcessBuilder child =
        ChildJvm.running(
            List.of("-Xmx64m"), SyncOrderTest.class, pair, home, home.endsWith("crowd"));
    Process process = Strace.tracing(child, trace, options).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(said)).contains(SMALL);
    // Systems differ in which of the two SQLite calls; either forces the bytes and the size.
    return Strace.read(trace).stream()
        .map(
            call ->
                call.name().equals("fdatasync")
                    ? new Strace.Call(call.thread(), "fsync", call.text(), call.begin(), call.end())
                    : call)
        .toList();
  }

  /** What happened after one thing was said, up to another. */
  private static List<Strace.Call> between(List<Strace.Call> calls, String from, String to) {
    int begin = only(calls, "write", from).end();
    int end = only(calls, "write", to).end();
    return calls.stream().filter(call -> call.end() > begin && call.end() <= end).toList();
  }

  private static Strace.Call only(List<Strace.Call> calls, String name, String part) {
    List<Strace.Call> found = calls.stream().filter(call -> call.is(name, part)).toList();
    assertThat(found).as("%s of %s", name, part).hasSize(1);
    return found.get(0);
  }

  private static Strace.Call last(List<Strace.Call> calls, String name, String part) {
    List<Strace.Call> found = calls.stream().filter(call -> call.is(name, part)).toList();
    assertThat(found).as("%s of %s", name, part).isNotEmpty();
    return found.get(found.size() - 1);
  }

  /** Each has returned, and well, before the next one begins. */
  private static void assertOrder(Strace.Call... calls) {
    List<Integer> places = new ArrayList<>();
    for (Strace.Call call : calls) {
      assertThat(call.failed()).as("%s", call).isFalse();
      places.add(call.begin());
      places.add(call.end());
    }
    assertThat(places).as("%s", List.of(calls)).isSorted();
  }

  /** In the other JVM: two uploads, each acknowledged on the standard output. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    Files.createDirectories(directory);
    try (FileLibrary library =
        LibraryPair.valueOf(arguments[0])
            .open(directory, LibraryOptions.defaults().withoutCollection())) {
      library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
      ChannelFiles files = library.channel("team", "ada");
      if (Boolean.parseBoolean(arguments[2])) {
        uploadTogether(files);
      }
      System.out.println(READY);
      files.upload("large.bin", new byte[100_000]);
      System.out.println(LARGE);
      files.upload("small.bin", new byte[1000]);
      System.out.println(SMALL);
    }
  }

  private static void uploadTogether(ChannelFiles files) throws InterruptedException {
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      int thread = i;
      crowd.add(new Thread(() -> upload(files, thread)));
    }
    crowd.forEach(Thread::start);
    for (Thread thread : crowd) {
      thread.join();
    }
  }

  private static void upload(ChannelFiles files, int thread) {
    for (int file = 0; file < FILES; file++) {
      String name = name(thread, file);
      files.upload(name, marker(name).repeat(20).getBytes(UTF_8));
      System.out.println(name + " is acknowledged");
    }
  }

  private static String name(int thread, int file) {
    return String.format(Locale.ROOT, "file %d of %d", file, thread);
  }

  /** What a file has in it, and nothing else. */
  private static String marker(String name) {
    return "<" + name + ">";
  }
}
