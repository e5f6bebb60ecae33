package io.filelibrary.testkit;

import static io.filelibrary.testkit.StorageProbe.sample;

import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.spi.MultipartUpload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends parts as the rules need them. */
final class PartProbe {
  private final DirectMultipartUploads storage;

  PartProbe(DirectMultipartUploads storage) {
    this.storage = storage;
  }

  /** A part that others may follow; of each number another. */
  byte[] full(int number) {
    return sample(Math.toIntExact(Math.max(1, storage.partLimits().minSize()) + number));
  }

  void send(MultipartUpload upload, int number, byte[] bytes)
      throws IOException, InterruptedException {
    GrantClient.send(storage.grantPart(upload, number, bytes.length, Terms.soon()), bytes)
        .assertTaken("part " + number);
  }

  /** Uploads to one key, each of one part of 1000 bytes and its number more. */
  List<MultipartUpload> uploads(ContentKey key, int count)
      throws IOException, InterruptedException {
    List<MultipartUpload> uploads = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      MultipartUpload upload = storage.beginParts(key, ContentHints.NONE);
      send(upload, 1, sample(1000 + number));
      uploads.add(upload);
    }
    return uploads;
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
