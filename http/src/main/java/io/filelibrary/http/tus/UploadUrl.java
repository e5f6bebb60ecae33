package io.filelibrary.http.tus;

import io.filelibrary.error.InvalidId;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ChannelId;
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
 * What the URL of an upload gives leave to. It is a secret: whoever has it can send bytes, ask and
 * give the upload up, as the actor who created it, without a key, until it ends.
 *
 * @param expiresAt when the upload ends, in whole seconds
 * @param channel the channel
 * @param actor as whom the library is called
 * @param upload the library's id of the upload
 * @param generation which creation of the upload it belongs to
 */
record UploadUrl(
    Instant expiresAt, ChannelId channel, ActorId actor, UploadId upload, UUID generation) {
  private static final String PURPOSE = "tus";

  /** Returns the last segment of the URL. */
  String seal(SigningKey key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(expiresAt.getEpochSecond());
      write(out, upload.value());
      write(out, generation);
      out.writeUTF(channel.value());
      out.writeUTF(actor.value());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return key.seal(PURPOSE, bytes.toByteArray());
  }

  /** Reads the last segment of a URL; empty if it was not sealed for this. It may have ended. */
  static Optional<UploadUrl> open(SigningKey key, String token) {
    return key.open(PURPOSE, token).map(UploadUrl::read);
  }

  boolean hasEnded(Instant now) {
    return !now.isBefore(expiresAt);
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UploadUrl read(byte[] content) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      Instant end = Instant.ofEpochSecond(in.readLong());
      UploadId upload = new UploadId(new UUID(in.readLong(), in.readLong()));
      UUID generation = new UUID(in.readLong(), in.readLong());
      ChannelId channel = new ChannelId(in.readUTF());
      return new UploadUrl(end, channel, new ActorId(in.readUTF()), upload, generation);
    } catch (IOException | InvalidId e) {
      throw new IllegalStateException("a token that this key has sealed has another form", e);
    }
  }
}
