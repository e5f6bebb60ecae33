package io.filelibrary.http.tus;

import io.filelibrary.FileLibrary;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.route.Access;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.route.JsonText;
import io.filelibrary.http.route.Surface;
import io.filelibrary.http.spool.ChunkChecksum;
import io.filelibrary.http.spool.SpoolDirectory;
import io.filelibrary.http.spool.SpoolRecord;
import io.filelibrary.http.spool.SpooledUpload;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PendingUpload;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the bytes of pending files by tus 1.0 under {@code /tus}; see docs/rest.md. Creating an
 * upload needs a key. The URL that is answered is a secret that stands for it: all else goes by the
 * URL alone.
 */
public final class TusEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(TusEndpoints.class);
  private static final String ROOT = "/tus";
  private static final String UPLOAD = ROOT + "/{token}";
  private static final String EXTENSIONS =
      "creation,creation-with-upload,creation-defer-length,expiration,checksum,termination";
  private static final int LOCKED = 423;
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final SpoolDirectory spool;
  private final SigningKey key;
  private final Clock clock;
  private final UploadRequests uploads;
  private final AtomicLong nextSweep;

  /**
   * Creates the endpoints.
   *
   * @param library where uploads go on, as their URLs say
   * @param spool where bytes are until all have come
   * @param key signs the URLs of uploads
   * @param clock tells the time
   */
  public TusEndpoints(FileLibrary library, SpoolDirectory spool, SigningKey key, Clock clock) {
    this.spool = spool;
    this.key = key;
    this.clock = clock;
    this.uploads = new UploadRequests(library, spool, key, clock);
    this.nextSweep = new AtomicLong(Long.MIN_VALUE);
  }

  /**
   * Returns the endpoints.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of(Surface.TUS, "OPTIONS", ROOT, Access.OPEN, TusEndpoints::describe),
        Endpoint.of(Surface.TUS, "POST", ROOT, Access.CALLER, this::create),
        Endpoint.of(Surface.TUS, "OPTIONS", UPLOAD, Access.OPEN, TusEndpoints::describe),
        Endpoint.of(Surface.TUS, "HEAD", UPLOAD, Access.OPEN, uploads),
        Endpoint.of(Surface.TUS, "PATCH", UPLOAD, Access.OPEN, uploads),
        Endpoint.of(Surface.TUS, "DELETE", UPLOAD, Access.OPEN, uploads),
        Endpoint.of(Surface.TUS, "POST", UPLOAD, Access.OPEN, uploads));
  }

  private static void describe(Exchange exchange) {
    HttpServletResponse response = exchange.response();
    response.setHeader(TusHeaders.VERSIONS, TusHeaders.VERSION);
    response.setHeader("Tus-Extension", EXTENSIONS);
    response.setHeader("Tus-Checksum-Algorithm", ChunkChecksum.ALGORITHMS);
    response.setStatus(204);
  }

  private void create(Exchange exchange) throws IOException {
    TusHeaders.requireVersion(exchange);
    if (!TusHeaders.method(exchange).equals("POST")) {
      throw new HttpFailure(
          405, "method_not_allowed", "this URL takes POST", Map.of("Allow", "OPTIONS, POST"));
    }
    if (exchange.header("Upload-Concat").isPresent()) {
      throw HttpFailure.invalid("Upload-Concat", "this server joins no uploads");
    }
    OptionalLong length = declaredLength(exchange);
    Optional<String> header =
        exchange.header(UploadMetadata.HEADER).filter(text -> !text.isBlank());
    UploadMetadata metadata = UploadMetadata.parse(header.orElse(""));
    Optional<ChunkChecksum> checksum = TusHeaders.checksum(exchange);
    boolean body = hasBody(exchange);
    if (body) {
      TusHeaders.requireContentType(exchange);
    }
    sweepNowAndThen();
    UploadCreation creation = UploadCreation.begin(exchange, metadata, length);
    SpoolRecord record = record(exchange, creation, length, header);
    boolean received = false;
    boolean created = false;
    try {
      long offset = receive(exchange, creation, record, body, checksum);
      received = true;
      // Nothing is locked any more: the client may go on as soon as it has the answer.
      answer(exchange, creation, record, offset, body);
      created = true;
    } catch (HttpFailure e) {
      // Another request has the upload, for which the file has to stay.
      created = e.status() == LOCKED;
      throw e;
    } finally {
      if (!created) {
        creation.undo();
        if (received) {
          forget(record);
        }
      }
    }
  }

  /** The length, or empty if the client says that it will say it later. */
  private static OptionalLong declaredLength(Exchange exchange) {
    OptionalLong length = TusHeaders.bytes(exchange, TusHeaders.LENGTH);
    Optional<String> deferred = exchange.header(TusHeaders.DEFER_LENGTH);
    if (deferred.isPresent() && !deferred.get().equals("1")) {
      throw HttpFailure.invalid(TusHeaders.DEFER_LENGTH, "it is 1");
    }
    if (deferred.isPresent() == length.isPresent()) {
      throw HttpFailure.invalid(
          TusHeaders.LENGTH, "either it is there, or " + TusHeaders.DEFER_LENGTH);
    }
    return length;
  }

  private static boolean hasBody(Exchange exchange) {
    return exchange.contentLength().orElse(0) > 0
        || exchange.header("Transfer-Encoding").isPresent();
  }

  private static SpoolRecord record(
      Exchange exchange, UploadCreation creation, OptionalLong length, Optional<String> metadata) {
    PendingUpload pending = creation.pending();
    return new SpoolRecord(
        pending.id().value(),
        pending.file().id().value(),
        pending.file().channel().value(),
        exchange.caller().actor().value(),
        UUID.randomUUID(),
        length,
        pending.expectedSize().orElse(pending.maxSize()),
        metadata,
        pending.expiresAt(),
        OptionalLong.empty());
  }

  /** Drops what has come of an upload whose URL nobody will know. */
  private void forget(SpoolRecord record) {
    Optional<SpooledUpload> spooled = spool.open(record.upload());
    if (spooled.isPresent()) {
      try (SpooledUpload upload = spooled.get()) {
        upload.delete();
      }
    }
  }

  /** Returns the offset at which the upload goes on, or its length if it is complete. */
  private long receive(
      Exchange exchange,
      UploadCreation creation,
      SpoolRecord record,
      boolean body,
      Optional<ChunkChecksum> checksum)
      throws IOException {
    try (SpooledUpload upload = spool.create(record)) {
      boolean kept = false;
      try {
        if (body) {
          upload.append(0, exchange.body(), exchange.contentLength(), checksum);
        }
        OptionalLong complete = completed(creation, upload);
        if (complete.isEmpty()) {
          upload.establish();
        }
        kept = true;
        return complete.orElseGet(upload::offset);
      } finally {
        if (!kept) {
          upload.discard();
        }
      }
    }
  }

  /** Completes an upload that came whole; empty if it did not, or the client may try it again. */
  private static OptionalLong completed(UploadCreation creation, SpooledUpload upload) {
    if (!upload.isWhole()) {
      return OptionalLong.empty();
    }
    try {
      FileItem file = new Handover(creation.desk(), upload).complete();
      return OptionalLong.of(file.size());
    } catch (FileLibraryException e) {
      // An empty upload has no byte that could come again.
      if (!e.retryable() || upload.record().length().orElse(0) == 0) {
        throw e;
      }
      LOG.warn("upload {} waits for its last byte to come again", upload.record().upload(), e);
      return OptionalLong.empty();
    }
  }

  private void answer(
      Exchange exchange, UploadCreation creation, SpoolRecord record, long offset, boolean body)
      throws IOException {
    PendingUpload pending = creation.pending();
    UploadUrl url =
        new UploadUrl(
            pending.expiresAt(),
            pending.file().channel(),
            exchange.caller().actor(),
            pending.id(),
            record.generation());
    HttpServletResponse response = exchange.response();
    response.setHeader("Location", exchange.base() + ROOT + "/" + url.seal(key));
    TusHeaders.setExpires(exchange, pending.expiresAt());
    if (body) {
      TusHeaders.setOffset(exchange, offset);
    }
    exchange.answer(
        201,
        JsonText.MAPPER
            .createObjectNode()
            .put("fileId", pending.file().id().toString())
            .put("channelId", pending.file().channel().value()));
  }

  private void sweepNowAndThen() {
    Instant now = clock.instant();
    long due = nextSweep.get();
    long next = now.plus(BETWEEN_SWEEPS).getEpochSecond();
    if (now.getEpochSecond() < due || !nextSweep.compareAndSet(due, next)) {
      return;
    }
    try {
      spool.sweep(now);
    } catch (IOException e) {
      LOG.warn("the spool {} could not be swept", spool.path(), e);
    }
  }
}
