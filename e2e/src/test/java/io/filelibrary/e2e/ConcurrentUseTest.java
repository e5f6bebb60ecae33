package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.NameTaken;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.TenantId;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import io.filelibrary.storage.sqlite.SqliteCatalogMetrics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen threads in one folder of a library on SQLite. */
@Timeout(120)
final class ConcurrentUseTest {
  private static final int THREADS = 16;

  @TempDir private Path directory;
  private SqliteCatalog catalog;
  private FileLibrary library;
  private ChannelFiles files;
  private ExecutorService threads;

  @BeforeEach
  void open() throws Exception {
    catalog = SqliteCatalog.open(directory.resolve("catalog.db"));
    library = FileLibrary.open(catalog, InMemoryStorage.create(Clock.systemUTC()));
    library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    files = library.channel("team", "ada");
    threads = Executors.newFixedThreadPool(THREADS);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    library.close();
  }

  @Test
  void oneOfSixteenCreatesOfOneNameWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      String name = "file " + round;
      List<String> outcomes = together(thread -> create(name));
      assertThat(outcomes).filteredOn("created"::equals).hasSize(1);
      assertThat(outcomes).filteredOn("name taken"::equals).hasSize(THREADS - 1);
    }
    assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT).items()).hasSize(20);
  }

  @Test
  void createsRenamesAndDeletesOfAllThreadsAddUp() throws Exception {
    List<Integer> survivors = together(this::churn);

    List<Item> listed = files.stream(FolderRef.root(), ListOptions.DEFAULT).toList();
    int expected = survivors.stream().mapToInt(Integer::intValue).sum();
    assertThat(listed).hasSize(expected);
    assertThat(listed).extracting(Item::name).doesNotHaveDuplicates();
    assertThat(files.channel().usage().items()).isEqualTo(expected);
    long bytes = listed.stream().mapToLong(item -> ((FileItem) item).size()).sum();
    assertThat(files.channel().usage().bytes()).isEqualTo(bytes);
    assertThat(sequences())
        .isEqualTo(IntStream.rangeClosed(1, sequences().size()).boxed().toList());
  }

  @Test
  void severalOperationsShareOneCommit() throws Exception {
    SqliteCatalogMetrics before = catalog.metrics();

    together(this::churn);

    SqliteCatalogMetrics after = catalog.metrics();
    long works = after.committedWorks() - before.committedWorks();
    long commits = after.durableCommits() - before.durableCommits();
    assertThat(works).as("works in %s commits", commits).isGreaterThan(2 * commits);
  }

  private String create(String name) {
    try {
      files.upload(name, name.getBytes(UTF_8));
      return "created";
    } catch (NameTaken e) {
      return "name taken";
    }
  }

  /** Creates, renames and deletes; answers how many more items the folder holds by it. */
  private int churn(int thread) {
    Random random = new Random(thread);
    int more = 0;
    for (int i = 0; i < 40; i++) {
      Item item = files.upload("t" + thread + " " + i, new byte[random.nextInt(2000)]);
      more++;
      try {
        item = files.rename(item.id(), "shared " + random.nextInt(50));
      } catch (NameTaken e) {
        // Another thread's file has the name; this one keeps its own.
      }
      if (random.nextBoolean()) {
        files.delete(item.id(), DeleteOptions.DEFAULT);
        more--;
      }
    }
    return more;
  }

  private List<Integer> sequences() {
    List<Integer> sequences = new ArrayList<>();
    List<Change> page = files.changes(0, 1000);
    while (!page.isEmpty()) {
      page.forEach(change -> sequences.add((int) change.sequence()));
      page = files.changes(page.get(page.size() - 1).sequence(), 1000);
    }
    return sequences;
  }

  private interface Task<T> {
    T run(int thread) throws FileLibraryException;
  }

  private <T> List<T> together(Task<T> task) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> futures = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      Callable<T> call =
          () -> {
            start.await();
            return task.run(number);
          };
      futures.add(threads.submit(call));
    }
    start.countDown();
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }
}
