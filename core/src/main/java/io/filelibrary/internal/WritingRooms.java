package io.filelibrary.internal;

import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.time.Clock;

/**
 * The rooms for calls that change something or move bytes. They are made with the first such call:
 * their code takes longer to load than a library takes to open.
 */
final class WritingRooms {
  private final Creation creation;
  private final Uploads uploads;
  private final TwoStepUploads twoStepUploads;
  private final PartUploads partUploads;
  private final Completion completion;
  private final Receipts receipts;
  private final Downloads downloads;
  private final Updates updates;
  private final Copies copies;
  private final Trash trash;
  private final Deletion deletion;
  private final Collector collector;
  private final LostAndFound lostAndFound;

  WritingRooms(
      Transactions transactions,
      Catalog catalog,
      StorageBackend storage,
      StorageMark mark,
      Ids ids,
      Clock clock,
      Engine.Limits limits,
      Cursors cursors,
      Channels channels,
      UnannouncedArrivals arrivals) {
    Placer placer = new Placer(ids);
    Staging staging = new Staging(transactions, catalog, storage, ids, clock, limits);
    this.creation = new Creation(transactions, placer, ids, limits.linkSchemes());
    this.uploads = new Uploads(transactions, placer, staging, ids, limits.maxFileSize());
    this.partUploads = new PartUploads(transactions, staging, ids, storage);
    this.twoStepUploads =
        new TwoStepUploads(
            transactions, placer, staging, uploads, partUploads, storage, ids, clock, limits);
    this.completion = new Completion(transactions, placer, staging, partUploads, storage);
    this.receipts = new Receipts(transactions, staging, partUploads, completion);
    this.downloads = new Downloads(transactions, catalog, storage, ids, clock, arrivals);
    this.updates = new Updates(transactions, placer, creation, staging, downloads);
    this.copies = new Copies(transactions, placer, ids, limits.uploadLifetime());
    this.trash = new Trash(transactions, placer, cursors);
    this.deletion = new Deletion(transactions);
    this.collector =
        new Collector(transactions, channels, arrivals, partUploads, storage, mark, clock, limits);
    this.lostAndFound = new LostAndFound(transactions, placer);
  }

  Creation creation() {
    return creation;
  }

  Uploads uploads() {
    return uploads;
  }

  TwoStepUploads twoStepUploads() {
    return twoStepUploads;
  }

  PartUploads partUploads() {
    return partUploads;
  }

  Completion completion() {
    return completion;
  }

  Receipts receipts() {
    return receipts;
  }

  Downloads downloads() {
    return downloads;
  }

  Updates updates() {
    return updates;
  }

  Copies copies() {
    return copies;
  }

  Trash trash() {
    return trash;
  }

  Deletion deletion() {
    return deletion;
  }

  Collector collector() {
    return collector;
  }

  LostAndFound lostAndFound() {
    return lostAndFound;
  }
}
