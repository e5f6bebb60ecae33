package io.filelibrary.benchmarks.suite.s3;

import io.filelibrary.storage.s3.S3Server;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The limit: the client by itself, as its own examples use it. */
final class RawClient implements Side {
  private final MinioClient client;
  private final String bucket;

  RawClient(StoreProcess store, String bucket) {
    this.client =
        MinioClient.builder()
            .endpoint(store.endpoint().toString())
            .region("us-east-1")
            .credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)
            .build();
    this.bucket = bucket;
  }

  @Override
  public void put(String name, InputStream bytes, long size) throws Exception {
    client.putObject(
        PutObjectArgs.builder().bucket(bucket).object(name).stream(bytes, size, -1L).build());
  }

  @Override
  public long get(String name) throws Exception {
    try (InputStream in =
        client.getObject(GetObjectArgs.builder().bucket(bucket).object(name).build())) {
      return Side.drain(in);
    }
  }

  @Override
  public void delete(List<String> names) throws Exception {
    for (String name : names) {
      client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(name).build());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      client.close();
    } catch (Exception e) {
      throw new IOException("the client does not close", e);
    }
  }
}
