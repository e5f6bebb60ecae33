package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One row of each kind in a channel, inserted. */
record SampleRows(
    ItemRecord folder,
    ItemRecord file,
    ItemRecord parked,
    ContentRecord content,
    ContentRecord intent,
    ContentRecord doomed,
    VersionRecord version,
    UploadRecord upload,
    Change change) {

  /** When all intents are due and all uploads have expired. */
  static final Instant LATER = TIME.plusSeconds(60);

  static SampleRows insert(CatalogProbe probe) throws BackendException {
    SampleChannel rows = probe.rows();
    ContentRecord content = rows.live(1);
    ItemRecord folder = rows.folder(probe.root(), "folder");
    ItemRecord file = rows.file(folder.id(), "file", content);
    SampleRows all =
        new SampleRows(
            folder,
            file,
            rows.folder(probe.root(), "parked")
                .withPlacement(Placement.trashed(probe.root(), folder.id(), TIME)),
            content,
            rows.intent(TIME),
            rows.doomed(TIME),
            rows.version(file, 1, content),
            rows.upload(file, TIME).withContent(rows.newKey()).withParts("2~parts"),
            rows.change(1, file));
    probe.change(
        w -> {
          w.insertContent(content);
          w.insertContent(all.intent);
          w.insertContent(all.doomed);
          w.insertItem(folder);
          w.insertItem(file);
          w.insertItem(all.parked);
          w.insertVersion(probe.channel(), all.version);
          w.insertUpload(all.upload);
          w.insertChange(all.change);
        });
    return all;
  }

  /** Checks that the channel has these rows, unchanged, and no others. */
  void assertStored(CatalogProbe probe) throws BackendException {
    ChannelId id = probe.channel();
    probe.assertStored(folder);
    probe.assertStored(file);
    probe.assertStored(parked);
    probe.assertStored(content);
    assertThat(due(probe, ContentState.INTENT)).containsExactly(intent);
    assertThat(due(probe, ContentState.DOOMED)).containsExactly(doomed);
    assertThat(probe.list(r -> r.versions(id, file.id()))).containsExactly(version);
    assertThat(probe.list(r -> r.expiredUploads(id, LATER, 9))).containsExactly(upload);
    assertThat(probe.list(r -> r.changes(id, 0, 9))).containsExactly(change);
    assertThat(parked(probe)).containsExactly(parked);
  }

  static List<ContentRecord> due(CatalogProbe probe, ContentState state) throws BackendException {
    return probe.list(r -> r.dueContents(probe.channel(), state, LATER, 9));
  }

  static List<ItemRecord> parked(CatalogProbe probe) throws BackendException {
    ParkedQuery query = new ParkedQuery(ItemState.TRASHED, false, Optional.empty(), 9);
    return probe.list(r -> r.parked(probe.channel(), query));
  }
}
