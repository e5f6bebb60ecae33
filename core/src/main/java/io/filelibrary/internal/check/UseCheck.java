package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.CountedContent;
import io.filelibrary.spi.Durability;
import java.io.IOException;
import java.util.Optional;

/** Whether contents are in the state, and count the uses, that their files give them. */
final class UseCheck {
  private final Survey survey;

  UseCheck(Survey survey) {
    this.survey = survey;
  }

  /** Looks at a row; it and its uses are of one snapshot, so that this needs no second look. */
  void check(CountedContent row) throws Halted {
    ContentRecord content = row.content();
    switch (content.state()) {
      case LIVE -> checkLive(row);
      case INTENT, DOOMED -> {
        if (row.uses() > 0) {
          tell(row, FindingKind.USED_NOT_LIVE, row.uses() + " files use what is to be deleted");
        } else if (content.due().orElseThrow().isBefore(survey.longAgo())) {
          survey.found(
              finding(
                  content,
                  FindingKind.OVERDUE_CONTENT,
                  "the collector should have taken it at " + content.due().orElseThrow()));
        }
      }
    }
  }

  private void checkLive(CountedContent row) throws Halted {
    if (row.uses() == 0) {
      survey.found(
          finding(row.content(), FindingKind.UNUSED_CONTENT, "no file uses it, and it is kept"));
    } else if (row.content().refs() != row.uses()) {
      tell(
          row,
          FindingKind.WRONG_REFS,
          row.uses() + " files use it, and it counts " + row.content().refs());
    }
  }

  private void tell(CountedContent row, FindingKind kind, String sentence) throws Halted {
    ContentRecord content = row.content();
    boolean mended =
        survey.mends(RepairLevel.COUNTERS)
            && survey.mend("content " + content.key(), () -> recount(content));
    survey.found(finding(content, kind, sentence).withRepaired(mended));
  }

  /** Sets what the rows say now, unless nothing uses the content any more. */
  private boolean recount(ContentRecord content) throws IOException {
    ContentKey key = content.key();
    return survey
        .catalog()
        .write(
            content.channel(),
            Durability.DURABLE,
            records -> {
              Optional<CountedContent> now = records.content(key);
              if (now.isEmpty() || now.get().uses() == 0 || now.get().content().size().isEmpty()) {
                return false;
              }
              ContentRecord before = now.get().content();
              return records.updateContent(before.live(now.get().uses()), before.state());
            });
  }

  private static Finding finding(ContentRecord content, FindingKind kind, String sentence) {
    return Finding.of(kind, sentence).in(content.channel()).about(content.key());
  }
}
