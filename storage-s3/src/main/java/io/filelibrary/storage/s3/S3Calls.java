package io.filelibrary.storage.s3;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.minio.Http;
import io.minio.MinioAsyncClient;
import java.security.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Makes requests, and waits for their answers. The only place where one is made again: the client
 * below does not, as it cannot tell whether a request that was not answered has had its effect.
 *
 * <p>An interrupt does not end the waiting, which the timeouts bound: what a request has done is
 * known when it returns. The thread stays interrupted.
 */
final class S3Calls implements AutoCloseable {
  private static final int MAX_REQUESTS = 256;
  private static final long FIRST_PAUSE_MILLIS = 50;

  private final StoreClient client;
  private final OkHttpClient http;
  private final ExecutorService threads;
  private final int attempts;

  private S3Calls(StoreClient client, OkHttpClient http, ExecutorService threads, int attempts) {
    this.client = client;
    this.http = http;
    this.threads = threads;
    this.attempts = attempts;
  }

  /** A request that can be made. */
  @FunctionalInterface
  interface Request<T> {
    CompletableFuture<T> send(StoreClient client);
  }

  /** Creates what makes the requests; they pass the interceptor, which tests use, on their way. */
  static S3Calls create(S3Options options, Interceptor interceptor) {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "filelibrary-s3");
              thread.setDaemon(true);
              return thread;
            });
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .protocols(List.of(Protocol.HTTP_1_1))
            .socketFactory(new PromptSockets())
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .addInterceptor(BareAnswer::intercept)
            .addInterceptor(interceptor)
            .connectTimeout(options.connectTimeout())
            .readTimeout(options.timeout())
            .writeTimeout(options.timeout())
            .build();
    MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(options.endpoint().toString())
            .region(options.region())
            .credentialsProvider(options.credentials().provider())
            .httpClient(http)
            .build();
    if (options.addressing() == S3Options.Addressing.VIRTUAL_HOST) {
      client.enableVirtualStyleEndpoint();
    } else {
      client.disableVirtualStyleEndpoint();
    }
    return new S3Calls(new StoreClient(client), http, threads, options.attempts());
  }

  int attempts() {
    return attempts;
  }

  /** Returns a client for answers that go on, which may be silent for at least as long. */
  ListeningClient listening(Duration leastSilence) {
    return new ListeningClient(client, leastSilence);
  }

  /** Begins a request, whose failure shows when it is waited for. */
  <T> CompletableFuture<T> begin(Request<T> request) {
    try {
      return request.send(client);
    } catch (ProviderException | RejectedExecutionException e) {
      // The credentials of the environment cannot be had, or the storage was closed.
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Makes a request once. */
  <T> T once(Request<T> request) throws S3Failure {
    return await(begin(request));
  }

  /** Makes a request that may be made several times, until it does not fail for a passing cause. */
  <T> T repeat(Request<T> request) throws S3Failure {
    return repeatAfter(1, begin(request), request);
  }

  /** Waits for a request that was begun, and makes it again as {@link #repeat} does. */
  <T> T repeatAfter(int attempt, Future<T> begun, Request<T> request) throws S3Failure {
    try {
      return await(begun);
    } catch (S3Failure failure) {
      if (!failure.isPassing() || attempt >= attempts) {
        throw failure;
      }
      prepareRetry(attempt);
      return repeatAfter(attempt + 1, begin(request), request);
    }
  }

  /**
   * Prepares for a request to be made again. It goes out by a new connection: where a store has
   * closed one that stood idle it has closed all, and each attempt would meet another of them.
   * Before that it waits, longer each time, and not as long as others do.
   */
  void prepareRetry(int attempt) {
    http.connectionPool().evictAll();
    long longest = FIRST_PAUSE_MILLIS << attempt;
    long millis = ThreadLocalRandom.current().nextLong(longest / 2, longest);
    LockSupport.parkNanos(MILLISECONDS.toNanos(millis));
  }

  /** Waits for an answer, whatever happens to this thread. */
  static <T> T await(Future<T> answer) throws S3Failure {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw S3Failure.of(root(e));
    } catch (CancellationException e) {
      throw S3Failure.of(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until a request has ended, well or not. */
  static void awaitEnd(CompletableFuture<?> answer) {
    answer.handle((value, failure) -> true).join();
  }

  static Http.Headers headers(Map<String, String> headers) {
    return new Http.Headers(headers);
  }

  private static Throwable root(ExecutionException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException || cause instanceof CompletionException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Lets requests that run end, and begins no other. */
  @Override
  public void close() {
    threads.shutdown();
    http.connectionPool().evictAll();
  }
}
