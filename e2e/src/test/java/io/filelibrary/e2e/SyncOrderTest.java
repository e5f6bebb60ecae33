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

  private List<Strace.Call> traced(LibraryPair pair) throws Exception {
    Path trace = directory.resolve(pair + ".trace");
    ProcessBuilder child =
        ChildJvm.running(
            List.of("-Xmx64m"), SyncOrderTest.class, pair, directory.resolve(pair.name()));
    Process process =
        Strace.tracing(child, trace, "-e", "trace=fsync,fdatasync,link,write").start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).contains(SMALL);
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
      System.out.println(READY);
      files.upload("large.bin", new byte[100_000]);
      System.out.println(LARGE);
      files.upload("small.bin", new byte[1000]);
      System.out.println(SMALL);
    }
  }
}
