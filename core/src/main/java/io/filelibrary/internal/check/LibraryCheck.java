package io.filelibrary.internal.check;

import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.Finding;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.check.Standing;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.internal.Engine;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One check of a library: the storage's mark; contents against objects; each channel's items, tree,
 * usage, feed and uploads; what the backends tell of themselves. It works on the backends alone, so
 * that it can look at a library that does not open, and lets the library's rooms do what it mends.
 */
public final class LibraryCheck {
  private static final Duration BESIDES_UPLOADS = Duration.ofDays(1);

  private final Engine engine;
  private final CheckOptions options;
  private final Survey survey;
  private final StandingEvidence evidence = new StandingEvidence();
  private final Ownership ownership;
  private final BrokenContents broken;
  private final OrphanCheck orphans;
  private final BackendCheck backends;
  private final Place begin;
  private final Course course;
  private boolean listedWhole;
  private Optional<CollectionReport> collected = Optional.empty();

  /**
   * Prepares a check.
   *
   * @param catalog the tree
   * @param storage the bytes
   * @param engine the rooms of the library over both, which need not have claimed the storage
   * @param clock tells the time
   * @param uploadLifetime how long an upload may take
   * @param options how to check
   * @param findings told of what is wrong, as it is found
   * @throws io.filelibrary.error.InvalidCursor if the point where it is to go on is none
   */
  public LibraryCheck(
      Catalog catalog,
      StorageBackend storage,
      Engine engine,
      Clock clock,
      Duration uploadLifetime,
      CheckOptions options,
      Consumer<Finding> findings) {
    this.engine = engine;
    this.options = options;
    Duration margin = options.orphanMargin().orElseGet(() -> uploadLifetime.plus(BESIDES_UPLOADS));
    this.survey = new Survey(catalog, storage, clock, margin, options, findings);
    this.ownership = new Ownership(survey);
    this.broken = new BrokenContents(survey, evidence);
    this.orphans = new OrphanCheck(survey, evidence);
    this.backends = new BackendCheck(survey);
    this.begin = options.resume().map(Place::of).orElse(Place.BEGINNING);
    this.course = new Course(survey, broken, begin);
  }

  /**
   * Runs the check, once.
   *
   * @return what it came to
   */
  public CheckReport run() {
    boolean ended = false;
    try {
      look();
      ended = true;
    } catch (Halted e) {
      survey.note("the rest of the library", String.valueOf(e.getMessage()));
    }
    broken.tell();
    orphans.keep();
    return new CheckReport(
        survey.counts(),
        survey.repaired(),
        survey.examined(),
        survey.uncheckedThings(),
        survey.uncheckedCount(),
        ended ? Optional.empty() : Optional.of(course.place().point()),
        standing(ended),
        collected);
  }

  private void look() throws Halted {
    ownership.check();
    if (begin.part() == Place.Part.CONTENTS) {
      checkContents(begin.after().map(ContentKey::new));
      course.reached(new Place(Place.Part.CHANNELS, Optional.empty()));
    }
    if (begin.part() != Place.Part.BACKENDS) {
      checkChannels(
          begin.after().filter(last -> begin.part() == Place.Part.CHANNELS).map(ChannelId::new));
      broken.tell();
      course.reached(new Place(Place.Part.BACKENDS, Optional.empty()));
    }
    backends.examineCatalog();
    collect();
    backends.lookForLeftovers(ownership.isOurs());
    deleteOrphans();
  }

  private void checkContents(Optional<ContentKey> after) throws Halted {
    boolean withObjects = !ownership.isAnotherStorage();
    if (!withObjects) {
      survey.note("the objects", "the storage holds nothing of what this catalog knows");
    }
    ContentCheck contents =
        new ContentCheck(
            survey,
            new BytesCheck(survey, broken),
            new UseCheck(survey),
            orphans,
            evidence,
            withObjects);
    contents.run(after, course);
    listedWhole = contents.hasListedWhole();
  }

  private void checkChannels(Optional<ChannelId> after) throws Halted {
    Rows<ChannelRecord, ChannelId> channels =
        new Rows<>(
            survey,
            "the channels",
            (last, limit) -> survey.catalog().read(records -> records.channels(last, limit)),
            row -> row.channel().id(),
            after);
    while (channels.hasNext()) {
      ChannelRecord channel = channels.next();
      ChannelId id = channel.channel().id();
      new ItemCheck(survey, broken, evidence)
          .run(channel, new TreeCheck(survey, engine.lostAndFound(), channel));
      new UsageCheck(survey).run(id);
      new FeedCheck(survey, evidence).run(id);
      new UploadCheck(survey).run(id);
      evidence.changed(channel.channel().updatedAt());
      survey.passedChannel();
      course.reached(new Place(Place.Part.CHANNELS, Optional.of(id.value())));
    }
  }

  /**
   * Runs the collector, now that no content is doomed that a file uses: it would delete the bytes.
   */
  private void collect() {
    if (!survey.mends(RepairLevel.GARBAGE) || !ownership.isOurs() || !listedWhole) {
      return;
    }
    try {
      collected = Optional.of(engine.collector().run());
    } catch (FileLibraryException e) {
      survey.note("what the collector would have freed", String.valueOf(e.getMessage()));
    }
  }

  private void deleteOrphans() throws Halted {
    Optional<String> hindrance = hindrance();
    if (hindrance.isEmpty()) {
      orphans.delete();
    } else if (orphans.areWaiting()) {
      survey.note("whether orphans can be deleted", hindrance.get());
    }
  }

  /** Why orphans are not to be deleted, if there is a reason. */
  private Optional<String> hindrance() {
    if (!ownership.isOurs()) {
      return Optional.of("the storage is not marked as this catalog's");
    }
    if (!listedWhole) {
      return Optional.of("the storage was not listed from its beginning to its end");
    }
    if (options.force()) {
      return Optional.empty();
    }
    if (orphans.areTooMany()) {
      return Optional.of("there are more than " + options.orphanLimit() + "; see force");
    }
    return evidence.catalogLooksOlder()
        ? Optional.of("the catalog looks older than the storage; see force")
        : Optional.empty();
  }

  private Standing standing(boolean ended) {
    if (ownership.isForeign()) {
      return Standing.FOREIGN;
    }
    return ended && listedWhole && ownership.isOurs() ? evidence.standing() : Standing.UNKNOWN;
  }
}
