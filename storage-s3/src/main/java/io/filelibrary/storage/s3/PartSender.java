package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.storage.s3.SizedSource.Chunk;
import io.minio.UploadPartArgs;
import io.minio.UploadPartResponse;
import io.minio.messages.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sends the parts of one upload, several at once; the buffers of those that came are used again.
 */
final class PartSender {
  private final S3Calls calls;
  private final Multipart upload;
  private final int parallel;
  private final Deque<Sending> running = new ArrayDeque<>();
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private final List<Part> sent = new ArrayList<>();
  private int number;

  PartSender(S3Calls calls, Multipart upload, int parallel) {
    this.calls = calls;
    this.upload = upload;
    this.parallel = parallel;
  }

  private record Sending(
      Chunk chunk,
      S3Calls.Request<UploadPartResponse> request,
      CompletableFuture<UploadPartResponse> answer) {}

  /** Begins to send a part, once fewer are on their way than may be. */
  void send(Chunk chunk) throws BackendException {
    while (running.size() >= parallel) {
      awaitOldest();
    }
    number++;
    UploadPartArgs part =
        UploadPartArgs.builder()
            .bucket(upload.location().bucket())
            .object(upload.location().name())
            .uploadId(upload.id())
            .partNumber(number)
            .data(chunk.buffer, chunk.length)
            .headers(S3Calls.headers(Checksums.of(chunk)))
            .build();
    S3Calls.Request<UploadPartResponse> request = client -> client.uploadPart(part);
    running.add(new Sending(chunk, request, calls.begin(request)));
  }

  /** A buffer for the next part: a used one, or an empty one. */
  byte[] spareBuffer() {
    byte[] buffer = spare.poll();
    return buffer == null ? new byte[0] : buffer;
  }

  /** Waits until all parts have come. */
  Part[] finish() throws BackendException {
    while (!running.isEmpty()) {
      awaitOldest();
    }
    return sent.toArray(Part[]::new);
  }

  /** Waits until no part is on its way any more, whatever became of them. */
  void settle() {
    running.forEach(sending -> S3Calls.awaitEnd(sending.answer));
    running.clear();
  }

  private void awaitOldest() throws BackendException {
    Sending sending = running.remove();
    try {
      sent.add(calls.repeatAfter(1, sending.answer, sending.request).part());
      spare.add(sending.chunk.buffer);
    } catch (S3Failure failure) {
      throw Failures.of("storing a part of " + upload.key(), Effect.NONE, failure);
    }
  }
}
