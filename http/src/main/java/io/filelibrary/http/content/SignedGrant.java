package io.filelibrary.http.content;

import io.filelibrary.error.InvalidId;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ChannelId;
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
 * What a URL of this servlet gives leave to: one upload or one file, as one actor, until a moment.
 *
 * @param expiresAt when the URL ends, in whole seconds
 * @param channel the channel
 * @param actor as whom the library is called
 * @param id the upload's or the file's id, as the purpose says
 */
record SignedGrant(Instant expiresAt, ChannelId channel, ActorId actor, UUID id) {
  /** The purpose of URLs that take the bytes of an upload. */
  static final String UPLOAD = "upload";

  /** The purpose of URLs that give the bytes of a file. */
  static final String DOWNLOAD = "download";

  String seal(SigningKey key, String purpose) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(expiresAt.getEpochSecond());
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
      out.writeUTF(channel.value());
      out.writeUTF(actor.value());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return key.seal(purpose, bytes.toByteArray());
  }

  /** Opens a token; empty if it was not sealed for this purpose. It may have ended. */
  static Optional<SignedGrant> open(SigningKey key, String purpose, String token) {
    return key.open(purpose, token).map(SignedGrant::read);
  }

  boolean hasEnded(Instant now) {
    return !now.isBefore(expiresAt);
  }

  private static SignedGrant read(byte[] content) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      Instant end = Instant.ofEpochSecond(in.readLong());
      UUID id = new UUID(in.readLong(), in.readLong());
      return new SignedGrant(end, new ChannelId(in.readUTF()), new ActorId(in.readUTF()), id);
    } catch (IOException | InvalidId e) {
      throw new IllegalStateException("a token that this key has sealed has another form", e);
    }
  }
}
