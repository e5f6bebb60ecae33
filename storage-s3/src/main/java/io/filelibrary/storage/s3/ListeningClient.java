package io.filelibrary.storage.s3;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.minio.Http;
import io.minio.ListenBucketNotificationArgs;
import io.minio.MinioAsyncClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks one bucket after another time for its events, by MinIO's extension: the request of the
 * client's own {@code listenBucketNotification}. That call blocks, cannot be ended, and keeps all
 * blanks that the store sends until the next event; hence the answer is given as it is.
 */
final class ListeningClient extends MinioAsyncClient {
  private static final String CREATIONS = "s3:ObjectCreated:*";

  private final AtomicReference<@Nullable Call> running = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * Creates a client on the connections of another one. A live MinIO sends a blank twice a second:
   * a time-out of other requests that is shorter than the given silence would end answers that are
   * well.
   */
  ListeningClient(MinioAsyncClient client, Duration leastSilence) {
    super(client);
    OkHttpClient http = this.httpClient;
    long silence = Math.max(http.readTimeoutMillis(), leastSilence.toMillis());
    this.httpClient =
        http.newBuilder().addInterceptor(this::note).readTimeout(silence, MILLISECONDS).build();
  }

  /** Begins to listen. */
  CompletableFuture<EventStream> listen(String bucket, String prefix) {
    ListenBucketNotificationArgs request =
        ListenBucketNotificationArgs.builder()
            .bucket(bucket)
            .prefix(prefix)
            .suffix("")
            .events(new String[] {CREATIONS})
            .build();
    Http.QueryParameters query =
        new Http.QueryParameters("prefix", prefix, "suffix", "", "events", CREATIONS);
    return executeGetAsync(request, null, query).thenApply(EventStream::new);
  }

  /** Breaks off the request that runs, and lets no other begin. */
  void end() {
    closed = true;
    Call call = running.get();
    if (call != null) {
      call.cancel();
    }
  }

  /** Whichever of this and {@link #end} is later sees what the other has done. */
  private Response note(Interceptor.Chain chain) throws IOException {
    running.set(chain.call());
    if (closed) {
      throw new IOException("the listening has ended");
    }
    return chain.proceed(chain.request());
  }
}
