package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.UploadRecord;
import java.util.Optional;

/** Whether uploads that ended long ago are still there, which the collector should have taken. */
final class UploadCheck {
  private final Survey survey;

  UploadCheck(Survey survey) {
    this.survey = survey;
  }

  void run(ChannelId channel) throws Halted {
    Rows<UploadRecord, UploadId> uploads =
        new Rows<>(
            survey,
            "the uploads of channel " + channel,
            (after, limit) ->
                survey.catalog().read(records -> records.uploads(channel, after, limit)),
            UploadRecord::id,
            Optional.empty());
    while (uploads.hasNext()) {
      UploadRecord upload = uploads.next();
      if (upload.expiresAt().isBefore(survey.longAgo())) {
        Finding finding =
            Finding.of(
                    FindingKind.STUCK_UPLOAD,
                    "the collector should have ended its upload at " + upload.expiresAt())
                .in(channel)
                .about(upload.item());
        survey.found(upload.content().map(finding::about).orElse(finding));
      }
    }
  }
}
