package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.ChannelRecord;
import java.util.List;
import java.util.Optional;

/**
 * Whether a channel's change feed counts from 1 without gaps, up to the change that the channel
 * says is its last. Changes are only ever appended, so that a gap needs no second look.
 */
final class FeedCheck {
  private final Survey survey;
  private final StandingEvidence evidence;

  FeedCheck(Survey survey, StandingEvidence evidence) {
    this.survey = survey;
    this.evidence = evidence;
  }

  /** A page of changes, and the last change as the channel has it, of one moment. */
  private record Page(List<Change> changes, long last) {}

  void run(ChannelId channel) throws Halted {
    long last = 0;
    long gaps = 0;
    long firstGap = 0;
    Optional<Page> page = page(channel, 0);
    while (page.isPresent()) {
      for (Change change : page.get().changes) {
        evidence.changed(change.stamp().at());
        if (change.sequence() != last + 1) {
          firstGap = gaps == 0 ? last + 1 : firstGap;
          gaps++;
        }
        last = change.sequence();
      }
      if (page.get().changes.size() < Survey.PAGE) {
        break;
      }
      page = page(channel, last);
    }
    if (gaps > 0) {
      tell(channel, "the change feed has " + gaps + " gaps, the first at change " + firstGap);
    }
    if (page.isPresent() && page.get().last != last) {
      tell(channel, "the last change is " + last + ", and was to be " + page.get().last);
    }
  }

  private Optional<Page> page(ChannelId channel, long after) throws Halted {
    return survey
        .ask(
            "the changes of channel " + channel + " after " + after,
            records -> {
              List<Change> changes = records.changes(channel, after, Survey.PAGE);
              return records
                  .channel(channel)
                  .map(ChannelRecord::lastChange)
                  .map(last -> new Page(changes, last));
            })
        .flatMap(found -> found);
  }

  private void tell(ChannelId channel, String sentence) {
    survey.found(Finding.of(FindingKind.WRONG_FEED, sentence).in(channel));
  }
}
