package io.filelibrary.benchmarks.suite.s3;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/** The storage without a catalog: what its promises cost, such as that no key is written twice. */
final class StorageAlone implements Side {
  private final StorageBackend storage;

  StorageAlone(StorageBackend storage) {
    this.storage = storage;
  }

  @Override
  public void put(String name, InputStream bytes, long size) throws IOException {
    storage.put(key(name), bytes, OptionalLong.of(size), ContentHints.NONE);
  }

  @Override
  public long get(String name) throws IOException {
    try (InputStream in = storage.open(key(name), ByteRange.ALL)) {
      return Side.drain(in);
    }
  }

  @Override
  public void delete(List<String> names) throws IOException {
    storage.delete(names.stream().map(StorageAlone::key).toList());
  }

  private static ContentKey key(String name) {
    return new ContentKey("private/" + name);
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}
