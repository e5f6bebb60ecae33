package io.filelibrary.internal;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.LibraryClosed;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.CountedContent;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans up behind the calls, channel by channel, in small transactions. It decides by conditional
 * updates in the catalog alone: whoever changes a content's state first, a completing upload or the
 * collector, wins.
 */
public final class Collector {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final int BATCH = 200;

  /** How many uploads of a channel, those that end first, one run looks at before their end. */
  private static final int LOOKED_AT = 1000;

  /** How far the storage's clock may be from ours, at least: it tells when parts were begun. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);

  private static final Duration POSTPONED = Duration.ofHours(1);

  private final Transactions transactions;
  private final Channels channels;
  private final UnannouncedArrivals arrivals;
  private final PartUploads parts;
  private final StorageBackend storage;
  private final StorageMark mark;
  private final Clock clock;
  private final Duration uploadLifetime;
  private final Duration deletionGrace;
  private final Optional<Duration> trashRetention;

  Collector(
      Transactions transactions,
      Channels channels,
      UnannouncedArrivals arrivals,
      PartUploads parts,
      StorageBackend storage,
      StorageMark mark,
      Clock clock,
      Engine.Limits limits) {
    this.transactions = transactions.unrestricted();
    this.channels = channels;
    this.arrivals = arrivals;
    this.parts = parts;
    this.storage = storage;
    this.mark = mark;
    this.clock = clock;
    this.uploadLifetime = limits.uploadLifetime();
    this.deletionGrace = limits.deletionGrace();
    this.trashRetention = limits.trashRetention();
  }

  /**
   * Cleans up in all channels. A channel in which that fails, such as one with a damaged row, does
   * not keep the others from it: the first failure is thrown at the end.
   *
   * @return what was done
   * @throws io.filelibrary.error.CatalogMismatch if the storage is not, or is no longer, this
   *     catalog's
   */
  public CollectionReport run() {
    // In an empty directory, where a disk was to be mounted, every deletion would seem to succeed.
    mark.verify();
    List<FileLibraryException> failures = new ArrayList<>();
    CollectionReport report =
        channels.stream()
            .map(channel -> run(channel.id(), failures))
            .reduce(CollectionReport.NOTHING, CollectionReport::plus);
    dropAbandonedParts();
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return report;
  }

  private CollectionReport run(ChannelId channel, List<FileLibraryException> failures) {
    try {
      return run(new Session(channel, Engine.SYSTEM));
    } catch (FileLibraryException e) {
      if (ErrorTranslation.concernsAll(e)) {
        throw e;
      }
      LOG.warn("channel {} could not be cleaned up", channel, e);
      failures.add(e);
      return CollectionReport.NOTHING;
    }
  }

  /** Drops parts of which no upload knows, such as those of one whose file was deleted. */
  private void dropAbandonedParts() {
    Instant begunBefore = clock.instant().minus(uploadLifetime).minus(CLOCK_DIFFERENCE);
    try {
      parts.dropAbandoned(begunBefore);
    } catch (IOException e) {
      goOnUnlessPassing(e, "abandoned parts could not be dropped");
    }
  }

  private CollectionReport run(Session session) {
    Instant now = transactions.read(session, TreeReader::now);
    long uploads = expireUploads(session, now);
    completeArrived(session, now);
    long trash =
        trashRetention
            .map(kept -> Trash.deleteOlder(transactions, session, now.minus(kept)))
            .orElse(0L);
    repeat(session, tree -> dropAbandonedCopies(tree, now));
    long items = repeat(session, Collector::reclaim);
    long abandoned = repeat(session, tree -> doomAbandoned(tree, now));
    CollectionReport report = new CollectionReport(uploads, trash, items, abandoned, 0, 0, 0);
    return report.plus(deleteDoomed(session, now));
  }

  private interface Batch {
    int run(TreeWriter tree) throws BackendException;
  }

  private long repeat(Session session, Batch batch) {
    long total = 0;
    int done = transactions.write(session, batch::run);
    while (done > 0) {
      total += done;
      done = transactions.write(session, batch::run);
    }
    return total;
  }

  /** Completes what has arrived in time, and gives up all else whose time is over. */
  private long expireUploads(Session session, Instant now) {
    long total = 0;
    List<Ending> ended = ending(session, now, BATCH);
    while (!ended.isEmpty()) {
      List<Ending> batch = ended;
      batch.forEach(this::look);
      dropStaged(batch);
      total += transactions.write(session, tree -> expire(tree, batch));
      batch.forEach(ending -> parts.drop(ending.upload));
      ended = ending(session, now, BATCH);
    }
    return total;
  }

  /** Completes what has arrived for uploads that still have time. */
  private void completeArrived(Session session, Instant now) {
    if (arrivals.arePossible()) {
      ending(session, now.plus(uploadLifetime), LOOKED_AT).forEach(this::look);
    }
  }

  /** An upload, and its file if clients may have sent its bytes past the library. */
  private record Ending(UploadRecord upload, Optional<Item> awaited) {}

  private List<Ending> ending(Session session, Instant end, int most) {
    return transactions.read(
        session,
        tree -> {
          List<Ending> found = new ArrayList<>();
          for (UploadRecord upload : tree.records().expiredUploads(session.channel(), end, most)) {
            boolean open = arrivals.arePossible() && upload.state() == UploadState.OPEN;
            Optional<Node> file = open ? tree.node(upload.item()) : Optional.empty();
            found.add(new Ending(upload, file.filter(Node::isHomeLiving).map(Node::item)));
          }
          return found;
        });
  }

  private void look(Ending ending) {
    ending.awaited.ifPresent(arrivals::sweep);
  }

  /** Drops what clients sent again after their bytes were taken: now that they can no longer. */
  private void dropStaged(List<Ending> ended) {
    List<ContentKey> keys =
        ended.stream()
            .flatMap(ending -> ending.upload.content().stream())
            .filter(Ids::isStaged)
            .toList();
    if (!(storage instanceof StagedUploads staged) || keys.isEmpty()) {
      return;
    }
    try {
      staged.dropStaged(keys);
    } catch (IOException e) {
      goOnUnlessPassing(e, "what was sent again for " + keys.size() + " uploads stays");
    }
  }

  private static int expire(TreeWriter tree, List<Ending> ended) throws BackendException {
    int expired = 0;
    for (Ending ending : ended) {
      Optional<UploadRecord> found =
          tree.records().upload(ending.upload.channel(), ending.upload.id());
      if (found.isEmpty()) {
        continue;
      }
      UploadRecord upload = found.get();
      Optional<Node> file = tree.node(upload.item());
      if (upload.state() == UploadState.OPEN && file.isPresent()) {
        giveUp(tree, file.get());
      } else {
        tree.records().deleteUpload(upload.channel(), upload.id());
      }
      expired++;
    }
    return expired;
  }

  /**
   * Deletes a pending file. Of one in a folder that was deleted, the feed has told with the folder;
   * of one that waits beside the tree it has not.
   */
  private static void giveUp(TreeWriter tree, Node file) throws BackendException {
    boolean told =
        file.record().placement().state() == ItemState.LIVING
            && file.above().stream()
                .anyMatch(above -> above.placement().state() == ItemState.DELETED);
    if (told) {
      tree.remove(file.record());
    } else {
      tree.delete(file.record());
    }
  }

  private static int dropAbandonedCopies(TreeWriter tree, Instant now) throws BackendException {
    int dropped = 0;
    for (ItemRecord copy : parked(tree, ItemState.DETACHED)) {
      if (!copy.placement().since().orElseThrow().isAfter(now)) {
        Placement deleted = Placement.deleted(tree.rootId(), now);
        tree.rewrite(copy, copy.withPlacement(deleted));
        dropped++;
      }
    }
    return dropped;
  }

  /** Removes rows of deleted subtrees from the bottom up; answers how many. */
  private static int reclaim(TreeWriter tree) throws BackendException {
    int removed = 0;
    for (ItemRecord deleted : parked(tree, ItemState.DELETED)) {
      removed += reclaim(tree, deleted, BATCH - removed);
      if (removed >= BATCH) {
        break;
      }
    }
    return removed;
  }

  /** Removes a batch of the rows of a deleted subtree; answers whether there may be more. */
  static boolean reclaim(TreeWriter tree, ItemId top) throws BackendException {
    Optional<Node> deleted =
        tree.node(top).filter(node -> node.record().placement().state() == ItemState.DELETED);
    return deleted.isPresent() && reclaim(tree, deleted.get().record(), BATCH) == BATCH;
  }

  private static int reclaim(TreeWriter tree, ItemRecord top, int most) throws BackendException {
    int removed = 0;
    Deque<Opened> way = new ArrayDeque<>();
    way.push(opened(tree, top));
    while (!way.isEmpty() && removed < most) {
      Opened folder = way.pop();
      if (folder.children.hasNext()) {
        ItemRecord child = folder.children.next();
        way.push(folder);
        if (child.kind() == ItemKind.FOLDER) {
          way.push(opened(tree, child));
          continue;
        }
        tree.remove(child);
        removed++;
      } else if (folder.hasMore) {
        way.push(opened(tree, folder.record));
      } else {
        tree.remove(folder.record);
        removed++;
      }
    }
    return removed;
  }

  /** A folder with the first of its children; there may be more. */
  private record Opened(ItemRecord record, Iterator<ItemRecord> children, boolean hasMore) {}

  private static Opened opened(TreeReader tree, ItemRecord folder) throws BackendException {
    if (folder.kind() != ItemKind.FOLDER) {
      return new Opened(folder, Collections.emptyIterator(), false);
    }
    List<ItemRecord> children = children(tree, folder, BATCH);
    return new Opened(folder, children.iterator(), children.size() == BATCH);
  }

  /** Dooms contents whose upload never finished. Those of open uploads go with their upload. */
  private int doomAbandoned(TreeWriter tree, Instant now) throws BackendException {
    List<ContentRecord> abandoned =
        tree.records().dueContents(tree.session().channel(), ContentState.INTENT, now, BATCH);
    for (ContentRecord content : abandoned) {
      tree.doomIntent(content.key(), now.plus(deletionGrace));
    }
    return abandoned.size();
  }

  /**
   * Deletes bytes that nothing uses: from the storage first, then their rows. While a client may
   * still send bytes to the key again, by the grant of its upload, the row stays to find them by.
   * What an item uses against its state, which only damage brings about, is left to a check.
   */
  private CollectionReport deleteDoomed(Session session, Instant now) {
    CollectionReport report = CollectionReport.NOTHING;
    while (true) {
      List<CountedContent> due = transactions.read(session, tree -> dueDoomed(tree, now));
      if (due.isEmpty()) {
        return report;
      }
      List<ContentRecord> unused =
          due.stream().filter(row -> row.uses() == 0).map(CountedContent::content).toList();
      Set<ContentRecord> kept = deleteBytes(unused);
      List<ContentRecord> deleted = unused.stream().filter(row -> !kept.contains(row)).toList();
      due.stream().filter(row -> row.uses() > 0).forEach(row -> kept.add(stillUsed(row)));
      CollectionReport batch =
          transactions.write(
              session,
              tree -> {
                postpone(tree, kept);
                return forget(tree, deleted, now);
              });
      report = report.plus(batch).plus(new CollectionReport(0, 0, 0, 0, 0, 0, kept.size()));
    }
  }

  private static List<CountedContent> dueDoomed(TreeReader tree, Instant now)
      throws BackendException {
    List<CountedContent> due = new ArrayList<>();
    for (ContentRecord row :
        tree.records().dueContents(tree.session().channel(), ContentState.DOOMED, now, BATCH)) {
      tree.records().content(row.key()).ifPresent(due::add);
    }
    return due;
  }

  private static ContentRecord stillUsed(CountedContent row) {
    LOG.warn(
        "the content {} is doomed, and {} items or versions use it: check the library",
        row.content().key(),
        row.uses());
    return row.content();
  }

  /** Deletes the bytes of contents; answers those whose bytes the storage refuses to delete. */
  private Set<ContentRecord> deleteBytes(List<ContentRecord> doomed) {
    List<ContentRecord> stored = doomed.stream().filter(row -> !row.inline()).toList();
    return tryDelete(stored)
        ? new HashSet<>()
        : stored.stream()
            .filter(row -> !tryDelete(List.of(row)))
            .collect(Collectors.toCollection(HashSet::new));
  }

  private boolean tryDelete(List<ContentRecord> contents) {
    try {
      storage.delete(contents.stream().map(ContentRecord::key).toList());
      return true;
    } catch (IOException e) {
      goOnUnlessPassing(e, contents.size() + " contents could not be deleted");
      return false;
    }
  }

  /** Ends the run where the storage is not there at the moment; else the run must get on. */
  private static void goOnUnlessPassing(IOException cause, String what) {
    FileLibraryException failure = ErrorTranslation.translate(cause);
    if (failure.retryable() || failure instanceof LibraryClosed) {
      throw failure;
    }
    LOG.warn("{}: {}", what, cause.getMessage());
  }

  /** Puts contents off that cannot be deleted now, so that they do not stand before the others. */
  private static void postpone(TreeWriter tree, Set<ContentRecord> contents)
      throws BackendException {
    for (ContentRecord content : contents) {
      tree.records().updateContent(content.doomed(tree.now().plus(POSTPONED)), ContentState.DOOMED);
    }
  }

  private static CollectionReport forget(TreeWriter tree, List<ContentRecord> deleted, Instant now)
      throws BackendException {
    long count = 0;
    long bytes = 0;
    for (ContentRecord content : deleted) {
      Optional<Instant> granted = Ids.grantEnd(content.key()).filter(now::isBefore);
      if (granted.isPresent()) {
        tree.records().updateContent(content.doomed(granted.get()), ContentState.DOOMED);
      } else if (tree.records().deleteContent(content.channel(), content.key())) {
        count++;
        bytes += content.size().orElse(0);
      }
    }
    return new CollectionReport(0, 0, 0, 0, count, bytes, 0);
  }

  private static List<ItemRecord> parked(TreeReader tree, ItemState state) throws BackendException {
    return tree.records()
        .parked(tree.session().channel(), new ParkedQuery(state, false, Optional.empty(), BATCH));
  }

  private static List<ItemRecord> children(TreeReader tree, ItemRecord folder, int limit)
      throws BackendException {
    return tree.records()
        .children(
            folder.channel(),
            new ChildQuery(
                folder.id(), SortField.NAME, false, false, true, Optional.empty(), limit));
  }
}
