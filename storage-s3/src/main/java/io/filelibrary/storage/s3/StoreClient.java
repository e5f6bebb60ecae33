package io.filelibrary.storage.s3;

import io.minio.BaseArgs;
import io.minio.Checksum;
import io.minio.Http;
import io.minio.ListPartsArgs;
import io.minio.MinioAsyncClient;
import io.minio.Xml;
import io.minio.errors.XmlParserException;
import io.minio.messages.BasePartsResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.simpleframework.xml.Namespace;
import org.simpleframework.xml.Root;

/** The client, without what it asks or tells too much of for Ceph. */
final class StoreClient extends MinioAsyncClient {
  /**
   * The client's own empty body carries the MD5 of nothing. Of a copied part, Ceph compares that
   * with the bytes that it has copied.
   */
  private static final Http.Body NOTHING =
      new Http.Body(new byte[0], 0, Http.DEFAULT_MEDIA_TYPE, Checksum.ZERO_SHA256_HASH, null);

  StoreClient(MinioAsyncClient client) {
    super(client);
  }

  @Override
  protected CompletableFuture<Response> executePutAsync(
      BaseArgs request,
      Http.@Nullable Headers headers,
      Http.@Nullable QueryParameters query,
      Http.@Nullable Body body) {
    return super.executePutAsync(request, headers, query, body == null ? NOTHING : body);
  }

  /** One page of the parts of an upload; of who began the upload, Ceph does not tell. */
  @Root(name = "ListPartsResult", strict = false)
  @Namespace(reference = "http://s3.amazonaws.com/doc/2006-03-01/")
  static final class PartsPage extends BasePartsResult {}

  CompletableFuture<PartsPage> partsPage(ListPartsArgs request) {
    Http.QueryParameters query =
        new Http.QueryParameters(Http.UPLOAD_ID, request.uploadId(), "max-parts", "1000");
    if (request.partNumberMarker() != null) {
      query.put("part-number-marker", request.partNumberMarker().toString());
    }
    return executeGetAsync(request, null, query).thenApply(StoreClient::partsPage);
  }

  private static PartsPage partsPage(Response response) {
    try (response) {
      return Xml.unmarshal(PartsPage.class, response.body().charStream());
    } catch (XmlParserException e) {
      throw new CompletionException(e);
    }
  }
}
