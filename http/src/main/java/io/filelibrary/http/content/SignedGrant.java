package io.filelibrary.http.content;

import io.filelibrary.error.InvalidId;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a URL of this servlet gives leave to: to read one file, or to send the bytes of one upload,
 * as one actor, until a moment.
 *
 * @param expiresAt when the URL ends, in whole seconds
 * @param channel the channel
 * @param actor as whom the library is called
 * @param file the file
 * @param upload the upload whose bytes may be sent; empty for a URL that is for reading
 */
record SignedGrant(
    Instant expiresAt, ChannelId channel, ActorId actor, ItemId file, Optional<UploadId> upload) {
  private static final String UPLOAD = "upload";
  private static final String DOWNLOAD = "download";

  static SignedGrant toSend(PendingUpload upload, ActorId actor) {
    FileItem file = upload.file();
    return new SignedGrant(
        upload.expiresAt(), file.channel(), actor, file.id(), Optional.of(upload.id()));
  }

  static SignedGrant toRead(FileItem file, ActorId actor, Instant expiresAt) {
    return new SignedGrant(expiresAt, file.channel(), actor, file.id(), Optional.empty());
  }

  /** Opens a token of a URL for sending; empty if this key has not made it for that. */
  static Optional<SignedGrant> openToSend(SigningKey key, String token) {
    return key.open(UPLOAD, token).map(content -> read(content, true));
  }

  /** Opens a token of a URL for reading; empty if this key has not made it for that. */
  static Optional<SignedGrant> openToRead(SigningKey key, String token) {
    return key.open(DOWNLOAD, token).map(content -> read(content, false));
  }

  /** Returns the token of the URL. */
  String seal(SigningKey key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(expiresAt.getEpochSecond());
      write(out, file.value());
      if (upload.isPresent()) {
        write(out, upload.get().value());
      }
      out.writeUTF(channel.value());
      out.writeUTF(actor.value());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return key.seal(upload.isPresent() ? UPLOAD : DOWNLOAD, bytes.toByteArray());
  }

  /** Whether the URL has ended, which its token does not tell by itself. */
  boolean hasEnded(Instant now) {
    return !now.isBefore(expiresAt);
  }

  private static SignedGrant read(byte[] content, boolean forUpload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      Instant end = Instant.ofEpochSecond(in.readLong());
      ItemId file = new ItemId(readUuid(in));
      Optional<UploadId> upload =
          forUpload ? Optional.of(new UploadId(readUuid(in))) : Optional.empty();
      ChannelId channel = new ChannelId(in.readUTF());
      return new SignedGrant(end, channel, new ActorId(in.readUTF()), file, upload);
    } catch (IOException | InvalidId e) {
      throw new IllegalStateException("a token that this key has sealed has another form", e);
    }
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID readUuid(DataInputStream in) throws IOException {
    long high = in.readLong();
    return new UUID(high, in.readLong());
  }
}
