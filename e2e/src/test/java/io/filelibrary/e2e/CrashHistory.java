package io.filelibrary.e2e;

import io.filelibrary.testkit.model.ChannelModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that was done to one channel in the lives that are over, as the check after each found it.
 * From this a model is made at any time, in any process.
 */
final class CrashHistory {
  private final CrashPlan plan;
  private final int channel;
  private final List<CrashLog.Entry> entries;

  private CrashHistory(CrashPlan plan, int channel, List<CrashLog.Entry> entries) {
    this.plan = plan;
    this.channel = channel;
    this.entries = entries;
  }

  /** Reads what is known of a channel. */
  static CrashHistory begin(CrashPlan plan, int channel) throws IOException {
    return new CrashHistory(
        plan, channel, new ArrayList<>(CrashLog.read(plan.history(channel)).acknowledged()));
  }

  private static boolean isCreation(String operation) {
    return operation.startsWith("ensureChannel(");
  }

  /** Whether the channel was ever created. */
  boolean isBorn() {
    return entries.stream().anyMatch(entry -> isCreation(entry.operation()));
  }

  CrashHistory with(List<CrashLog.Entry> more) {
    List<CrashLog.Entry> all = new ArrayList<>(entries);
    all.addAll(more);
    return new CrashHistory(plan, channel, all);
  }

  CrashHistory with(String operation, String outcome) {
    return with(List.of(new CrashLog.Entry(operation, outcome)));
  }

  /** Moves the clock to a time that is not earlier. */
  CrashHistory at(Instant time) {
    long seconds = time.getEpochSecond() - replay().now().getEpochSecond();
    return seconds == 0 ? this : with("clock(" + seconds + ")", "ok");
  }

  ChannelModel replay() {
    ChannelModel model =
        ChannelModel.begin(
            "thread " + channel + ", ",
            channel % 2 == 0,
            CrashStory.SCALE,
            CrashStory.MAX_FILE_SIZE,
            plan.beginning());
    for (CrashLog.Entry entry : entries) {
      model.replay(entry.operation(), entry.outcome());
    }
    return model;
  }

  /** Keeps all this for the next life. */
  void save() throws IOException {
    Path file = plan.history(channel);
    Files.deleteIfExists(file);
    try (CrashLog log = new CrashLog(file)) {
      for (CrashLog.Entry entry : entries) {
        log.add(entry);
      }
    }
  }
}
