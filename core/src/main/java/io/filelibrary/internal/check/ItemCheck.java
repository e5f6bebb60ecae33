package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.error.InvalidInput;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the items of a channel by their ids. What an item has is looked at in the snapshot
 * that it was read in, together with its content and upload; where it hangs is left to the {@link
 * TreeCheck}.
 */
final class ItemCheck {
  private final Survey survey;
  private final BrokenContents broken;
  private final StandingEvidence evidence;

  ItemCheck(Survey survey, BrokenContents broken, StandingEvidence evidence) {
    this.survey = survey;
    this.broken = broken;
    this.evidence = evidence;
  }

  /** An item, and what is wrong with what it has. */
  private record Seen(ItemRecord item, List<Finding> findings) {}

  /** Looks at all items, and hands each to the room for the tree. */
  void run(ChannelRecord channel, TreeCheck tree) throws Halted {
    Rows<Seen, ItemId> items =
        new Rows<>(
            survey,
            "the items of channel " + channel.channel().id(),
            (after, limit) ->
                survey
                    .catalog()
                    .read(
                        records -> {
                          List<Seen> page = new ArrayList<>();
                          for (ItemRecord item :
                              records.items(channel.channel().id(), after, limit)) {
                            page.add(new Seen(item, look(records, channel, item)));
                          }
                          return page;
                        }),
            seen -> seen.item.id(),
            Optional.empty());
    while (items.hasNext()) {
      Seen seen = items.next();
      survey.passedItem();
      evidence.changed(seen.item.updated().at());
      seen.findings.forEach(survey::found);
      seen.item.file().flatMap(FileRecord::content).ifPresent(key -> broken.usedBy(seen.item, key));
      tree.add(seen.item);
    }
    tree.end(items.isComplete());
  }

  private List<Finding> look(CatalogReader records, ChannelRecord channel, ItemRecord item)
      throws BackendException {
    List<Finding> findings = new ArrayList<>();
    if (item.id().equals(channel.root())) {
      return findings;
    }
    boolean caseSensitive = channel.channel().spec().caseSensitive();
    if (!isKeyOfName(item, caseSensitive)) {
      String sentence = "the name's key is not that of the name, or the name is none";
      findings.add(finding(item, FindingKind.WRONG_NAME_KEY, sentence));
    }
    if (item.file().isPresent()) {
      FileRecord file = item.file().get();
      Optional<Finding> found =
          file.status() == FileStatus.PENDING
              ? pendingFault(records, item)
              : contentFault(records, item, file);
      found.ifPresent(findings::add);
    }
    return findings;
  }

  private static boolean isKeyOfName(ItemRecord item, boolean caseSensitive) {
    try {
      return ItemName.of(item.name()).key(caseSensitive).equals(item.nameKey());
    } catch (InvalidInput e) {
      return false;
    }
  }

  private static Optional<Finding> pendingFault(CatalogReader records, ItemRecord item)
      throws BackendException {
    boolean stuck =
        item.placement().state() == ItemState.LIVING
            && records.uploadOf(item.channel(), item.id()).isEmpty();
    return stuck
        ? Optional.of(
            finding(item, FindingKind.STUCK_UPLOAD, "a pending file has no upload to end it"))
        : Optional.empty();
  }

  private static Optional<Finding> contentFault(
      CatalogReader records, ItemRecord item, FileRecord file) throws BackendException {
    ContentKey key = file.content().orElseThrow();
    Optional<ContentRecord> content = records.content(item.channel(), key);
    if (content.isEmpty()) {
      return Optional.of(
          finding(item, FindingKind.MISSING_CONTENT, "the file's content has no row").about(key));
    }
    boolean same =
        content.get().size().orElse(-1) == file.size()
            && content.get().sha256().equals(file.sha256())
            && key.visibility() == item.visibility();
    return same
        ? Optional.empty()
        : Optional.of(
            finding(
                    item,
                    FindingKind.WRONG_FILE,
                    "the file's size, hash or visibility is not that of its content")
                .about(key));
  }

  private static Finding finding(ItemRecord item, FindingKind kind, String sentence) {
    return Finding.of(kind, sentence).in(item.channel()).about(item.id());
  }
}
