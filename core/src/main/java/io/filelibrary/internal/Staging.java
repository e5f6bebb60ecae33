package io.filelibrary.internal;

import io.filelibrary.error.BackendFailed;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.PublicUrls;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the bytes of a content to where they stay, before a file uses it. An intent in the catalog
 * comes first, so that whatever happens the collector finds the bytes; small contents, which the
 * catalog itself can hold, are kept aside for the one transaction that does it all.
 */
final class Staging {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

  private final Transactions transactions;
  private final StorageBackend storage;
  private final Optional<InlineContents> inlineContents;
  private final int inlineLimit;
  private final Ids ids;
  private final Clock clock;
  private final Duration lifetime;
  private final HashThreads hashThreads = HashThreads.ofThisMachine();

  Staging(
      Transactions transactions,
      Catalog catalog,
      StorageBackend storage,
      Ids ids,
      Clock clock,
      Engine.Limits limits) {
    this.transactions = transactions;
    this.storage = storage;
    this.inlineContents =
        catalog instanceof InlineContents contents ? Optional.of(contents) : Optional.empty();
    this.inlineLimit =
        Math.min(limits.inlineLimit(), inlineContents.map(InlineContents::inlineLimit).orElse(0));
    this.ids = ids;
    this.clock = clock;
    this.lifetime = limits.uploadLifetime();
  }

  /** A check in the transaction that records the intent; it changes nothing. */
  interface Preflight {
    Preflight NONE = tree -> {};

    void check(TreeWriter tree) throws BackendException;
  }

  /** Which content is to come, and whether it adds to what the channel's quota bounds. */
  record Order(Session session, Visibility visibility, ContentType contentType, boolean bounded) {}

  /** Bytes that have arrived and belong to no file yet. */
  static final class Staged {
    private final ContentKey key;
    private final long size;
    private final Sha256 sha256;
    private final OptionalInt crc32c;
    private final Optional<byte[]> inline;

    private Staged(
        ContentKey key, long size, Sha256 sha256, OptionalInt crc32c, Optional<byte[]> inline) {
      this.key = key;
      this.size = size;
      this.sha256 = sha256;
      this.crc32c = crc32c;
      this.inline = inline;
    }

    private static Staged read(MeasuredStream source, ContentKey key, Optional<byte[]> inline) {
      return new Staged(
          key, source.count(), source.sha256(), OptionalInt.of(source.crc32c()), inline);
    }

    /** Bytes that the storage, or the row of their content, had before. */
    static Staged arrived(ContentKey key, long size, Sha256 sha256, OptionalInt crc32c) {
      return new Staged(key, size, sha256, crc32c, Optional.empty());
    }

    ContentKey key() {
      return key;
    }

    long size() {
      return size;
    }

    Sha256 sha256() {
      return sha256;
    }
  }

  /** Reads a source to its end and stores its bytes, durably. */
  Staged stage(Order order, MeasuredStream source, Preflight preflight) {
    if (!mayBeInline(order, source.terms().expectedSize())) {
      return store(order, source, source, preflight);
    }
    byte[] head;
    try {
      head = head(source);
    } catch (IOException e) {
      throw source.refusal().orElseGet(() -> ErrorTranslation.translate(e));
    }
    if (head.length <= inlineLimit) {
      ContentKey key = ids.inlineKey(order.visibility());
      return Staged.read(source, key, Optional.of(head));
    }
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), source);
    return store(order, whole, source, preflight);
  }

  /** The bytes up to the end, or one more than the catalog holds. */
  private byte[] head(MeasuredStream source) throws IOException {
    OptionalLong declared = source.terms().expectedSize();
    if (declared.isEmpty()) {
      return source.readNBytes(inlineLimit + 1);
    }
    // Into an array of the size that it has, which the JDK does not know.
    byte[] bytes = new byte[(int) declared.getAsLong()];
    source.readNBytes(bytes, 0, bytes.length);
    // Of bytes too few or too many the source tells here.
    source.read();
    return bytes;
  }

  /** Brings bytes that are staged, or were attached, into use by one file. */
  void publish(TreeWriter tree, Staged staged) throws BackendException {
    if (staged.inline.isPresent()) {
      ContentRecord row = row(tree, staged, tree.now());
      insertInline(tree, row.live(1), staged.inline.get());
      return;
    }
    publishStored(tree, staged);
  }

  /** Keeps staged bytes for an upload that will be completed later. */
  void attach(TreeWriter tree, Staged staged, Instant due) throws BackendException {
    ContentRecord row = row(tree, staged, due);
    if (staged.inline.isPresent()) {
      insertInline(tree, row, staged.inline.get());
    } else if (!tree.records().updateContent(row, ContentState.INTENT)) {
      throw new UploadExpired(staged.key.value());
    }
  }

  private void publishStored(TreeWriter tree, Staged staged) throws BackendException {
    ContentRecord intent =
        tree.records()
            .content(tree.session().channel(), staged.key)
            .orElseThrow(() -> new UploadExpired(staged.key.value()));
    ContentRecord live =
        intent.arrived(staged.size, staged.sha256, staged.crc32c, intent.inline()).live(1);
    if (!tree.records().updateContent(live, ContentState.INTENT)) {
      throw new UploadExpired(staged.key.value());
    }
  }

  /** Records that bytes are to come under a key. */
  void insertIntent(TreeWriter tree, ContentKey key, Instant due) throws BackendException {
    tree.records()
        .insertContent(
            new ContentRecord(
                key,
                tree.session().channel(),
                ContentState.INTENT,
                0,
                false,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                Optional.of(due)));
  }

  /** Gives up bytes that no file came to use. What fails here is left to the collector. */
  void discard(Session session, Staged staged) {
    if (staged.inline.isEmpty()) {
      discard(session, staged.key);
    }
  }

  private void discard(Session session, ContentKey key) {
    try {
      boolean known =
          transactions
              .unrestricted()
              .prepare(
                  session,
                  tree -> {
                    tree.doomIntent(key, tree.now());
                    return tree.records().content(session.channel(), key).isPresent();
                  });
      if (!known) {
        storage.delete(List.of(key));
      }
    } catch (FileLibraryException | IOException e) {
      LOG.warn("the content {} is left to the collector: {}", key, e.getMessage());
    }
  }

  private boolean mayBeInline(Order order, OptionalLong expectedSize) {
    boolean servedByUrl = order.visibility() == Visibility.PUBLIC && storage instanceof PublicUrls;
    return inlineLimit > 0 && !servedByUrl && expectedSize.orElse(0) <= inlineLimit;
  }

  private Staged store(Order order, InputStream bytes, MeasuredStream source, Preflight preflight) {
    ContentKey key = ids.contentKey(order.visibility());
    Channel channel =
        transactions.prepare(
            order.session(),
            tree -> {
              preflight.check(tree);
              insertIntent(tree, key, clock.instant().plus(lifetime));
              return tree.channel();
            });
    if (order.bounded()) {
      source.fitInto(channel);
    }
    source.hashBeside(hashThreads);
    boolean stored = false;
    try {
      put(key, bytes, source, new ContentHints(order.contentType()));
      stored = true;
      return Staged.read(source, key, Optional.empty());
    } finally {
      source.endHashing();
      if (!stored) {
        discard(order.session(), key);
      }
    }
  }

  private void put(ContentKey key, InputStream bytes, MeasuredStream source, ContentHints hints) {
    Optional<StoredObject> stored = Optional.empty();
    try {
      stored = Optional.of(storage.put(key, bytes, source.terms().expectedSize(), hints));
      // A storage may stop at the declared size: the source's end is still to be checked.
      if (!source.isComplete() && source.read() >= 0) {
        throw new SizeMismatch(source.count() - 1, source.count());
      }
    } catch (IOException e) {
      if (source.refusal().isPresent()) {
        throw source.refusal().get();
      }
      if (source.isComplete() && ErrorTranslation.effect(e) != Effect.NONE) {
        stored = lookUp(key);
      }
      if (stored.isEmpty()) {
        // Whatever the storage has done: no file uses the key, nor ever will.
        throw ErrorTranslation.translate(e, Effect.NONE);
      }
    } catch (RuntimeException e) {
      throw source.refusal().isPresent() ? source.refusal().get() : e;
    }
    verify(stored.get(), source);
  }

  private Optional<StoredObject> lookUp(ContentKey key) {
    try {
      return storage.stat(key);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void verify(StoredObject stored, MeasuredStream source) {
    boolean sameHash = stored.sha256().map(source.sha256()::equals).orElse(true);
    if (stored.size() != source.count() || !sameHash) {
      String message = "the storage did not store the bytes it was given under " + stored.key();
      throw new BackendFailed(message, Effect.NONE, new IOException(message));
    }
  }

  private static ContentRecord row(TreeWriter tree, Staged staged, Instant due) {
    return new ContentRecord(
        staged.key,
        tree.session().channel(),
        ContentState.INTENT,
        0,
        staged.inline.isPresent(),
        OptionalLong.of(staged.size),
        Optional.of(staged.sha256),
        staged.crc32c,
        false,
        Optional.of(due));
  }

  private void insertInline(TreeWriter tree, ContentRecord row, byte[] bytes)
      throws BackendException {
    inlineContents.orElseThrow().insertInline(tree.records(), row, bytes);
  }
}
