package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.Durability;
import java.io.IOException;
import java.util.Optional;

/** Whether a channel's usage is the sum of its items. */
final class UsageCheck {
  private final Survey survey;

  UsageCheck(Survey survey) {
    this.survey = survey;
  }

  /** What a channel counts and what its rows say, of one moment. */
  private record Counts(Usage counted, Usage measured) {}

  void run(ChannelId channel) throws Halted {
    Optional<Counts> asked =
        survey
            .ask(
                "the usage of channel " + channel,
                records -> {
                  Optional<ChannelRecord> row = records.channel(channel);
                  return row.isEmpty()
                      ? Optional.<Counts>empty()
                      : Optional.of(
                          new Counts(row.get().channel().usage(), records.measure(channel)));
                })
            .flatMap(found -> found);
    if (asked.isEmpty() || asked.get().counted.equals(asked.get().measured)) {
      return;
    }
    String sentence =
        "it counts "
            + words(asked.get().counted)
            + ", and there are "
            + words(asked.get().measured);
    boolean mended =
        survey.mends(RepairLevel.COUNTERS)
            && survey.mend("the usage of channel " + channel, () -> recount(channel));
    survey.found(Finding.of(FindingKind.WRONG_USAGE, sentence).in(channel).withRepaired(mended));
  }

  private boolean recount(ChannelId id) throws IOException {
    return survey
        .catalog()
        .write(
            id,
            Durability.DURABLE,
            records -> {
              Optional<ChannelRecord> row = records.channel(id);
              if (row.isEmpty()) {
                return false;
              }
              Channel before = row.get().channel();
              Channel after =
                  new Channel(
                      before.spec(), records.measure(id), before.createdAt(), before.updatedAt());
              return records.updateChannel(
                  new ChannelRecord(after, row.get().root(), row.get().lastChange()));
            });
  }

  private static String words(Usage usage) {
    return usage.items() + " items of " + usage.bytes() + " bytes";
  }
}
