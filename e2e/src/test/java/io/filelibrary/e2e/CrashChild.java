package io.filelibrary.e2e;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.fault.Intercepted;
import io.filelibrary.testkit.model.ChannelModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The process that is killed. It opens a library and makes operations: those of a script, or random
 * ones from a thread for each channel, so that several wait for one commit. Each is in the log of
 * its channel, and told to the killer by a line. One thread changes a channel, so that its log
 * alone tells what the channel holds.
 *
 * <p>The clock stands still while threads run, since two channels cannot agree on when it moved; it
 * moves between the lives of a library, and within a script, which is one thread. Collections,
 * which are all channels' business, come before the threads, and beside them: with that clock, they
 * can then only reclaim what was deleted, which changes no more than the usage.
 */
final class CrashChild {
  /** What the process exits with if library and model differ while it runs. */
  static final int DIFFERS = 3;

  private static final String COLLECT = "collect()";
  private static final int OPERATIONS_PER_COLLECTION = 12;

  private final CrashPlan plan;
  private final CrashSteps steps;
  private final CrashClock clock;
  private final Runnable progress;
  private final List<ChannelModel> models = new ArrayList<>();
  private final List<CrashLog> logs = new ArrayList<>();
  private final Semaphore acknowledged = new Semaphore(0);

  /**
   * Creates what carries out a plan.
   *
   * @param progress runs before the library is opened, and after each acknowledgement
   */
  CrashChild(CrashPlan plan, CrashSteps steps, Runnable progress) {
    this.progress = progress;

    this.plan = plan;
    this.steps = steps;
    this.clock = new CrashClock(plan.beginning());
  }

  /** Runs the plan of a file until it is done, or this process is killed. */
  public static void main(String[] arguments) {
    try {
      CrashPlan plan = CrashPlan.load(Path.of(arguments[0]));
      new CrashChild(plan, new CrashSteps(plan.step()), () -> System.out.println()).run();
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      fail(e);
    }
  }

  private static void fail(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(DIFFERS);
  }

  static LibraryOptions options(CrashPlan plan, CrashClock clock) {
    return ChannelModel.withTimes(LibraryOptions.defaults())
        .withoutCollection()
        .withClock(clock)
        .withInlineLimit(plan.inlineLimit())
        .withMaxFileSize(CrashStory.MAX_FILE_SIZE);
  }

  void run() throws Exception {
    for (int i = 0; i < CrashPlan.CHANNELS; i++) {
      models.add(CrashHistory.begin(plan, i).replay());
      logs.add(new CrashLog(plan.log(i)));
    }
    clock.set(models.get(0).now());
    progress.run();
    Catalog catalog = plan.place().openCatalog();
    StorageBackend storage = plan.place().openStorage(clock);
    boolean scripted = !plan.script().isEmpty();
    LibraryOptions options = options(plan, clock).withRandom(new Random(plan.seed() ^ 0x5eed));
    try (FileLibrary library =
        scripted
            ? FileLibrary.open(
                Intercepted.catalog(catalog, steps), Intercepted.storage(storage, steps), options)
            : FileLibrary.open(catalog, storage, options)) {
      if (scripted) {
        runScript(library);
      } else {
        runThreads(library);
      }
    }
    for (CrashLog log : logs) {
      log.close();
    }
  }

  private void runScript(FileLibrary library) throws IOException {
    ChannelModel model = models.get(0);
    perform(library, 0, model.creation(), UnaryOperator.identity());
    for (String operation : plan.script()) {
      steps.operation(operation);
      if (operation.equals(COLLECT)) {
        collect(library, 1);
      } else if (operation.startsWith("clock(")) {
        logs.get(0).begin(operation);
        model.replay(operation, "ok");
        clock.set(model.now());
        logs.get(0).done("ok");
      } else {
        perform(library, 0, operation, steps::source);
      }
    }
  }

  private void collect(FileLibrary library, int channels) throws IOException {
    for (int i = 0; i < channels; i++) {
      logs.get(i).begin(COLLECT);
    }
    library.collect();
    for (int i = 0; i < channels; i++) {
      models.get(i).replay(COLLECT, "ok");
      logs.get(i).done("ok");
    }
  }

  private void perform(
      FileLibrary library, int channel, String operation, UnaryOperator<InputStream> sources)
      throws IOException {
    logs.get(channel).begin(operation);
    String outcome = models.get(channel).perform(library, operation, sources);
    logs.get(channel).done(outcome);
    progress.run();
    acknowledged.release();
  }

  private void runThreads(FileLibrary library) throws Exception {
    if (plan.collecting()) {
      collect(library, CrashPlan.CHANNELS);
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CrashPlan.CHANNELS; i++) {
      int channel = i;
      threads.add(started(() -> runChannel(library, channel)));
    }
    @Nullable Thread collector =
        plan.collecting() ? started(() -> collectAgainAndAgain(library)) : null;
    for (Thread thread : threads) {
      thread.join();
    }
    if (collector != null) {
      acknowledged.release(OPERATIONS_PER_COLLECTION);
      collector.join();
    }
  }

  private interface Task {
    void run() throws Exception;
  }

  private static Thread started(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Throwable e) {
                fail(e);
              }
            });
    thread.start();
    return thread;
  }

  private void runChannel(FileLibrary library, int channel) throws IOException {
    ChannelModel model = models.get(channel);
    if (!CrashHistory.begin(plan, channel).isBorn()) {
      perform(library, channel, model.creation(), UnaryOperator.identity());
    }
    Supplier<String> operations =
        model.random(plan.seed() * CrashPlan.CHANNELS + channel, plan.collected());
    for (int i = 0; i < CrashPlan.OPERATIONS; i++) {
      perform(library, channel, operations.get(), UnaryOperator.identity());
    }
  }

  private void collectAgainAndAgain(FileLibrary library) throws InterruptedException {
    for (int i = 0; i < CrashPlan.OPERATIONS * CrashPlan.CHANNELS; i += OPERATIONS_PER_COLLECTION) {
      acknowledged.acquire(OPERATIONS_PER_COLLECTION);
      library.collect();
    }
  }
}
