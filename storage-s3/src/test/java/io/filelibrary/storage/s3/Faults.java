package io.filelibrary.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Counts the requests of a storage, and lets some of them fail on their way to the store. */
final class Faults implements Interceptor {
  static final Predicate<Request> PUT_OBJECT =
      request -> request.method().equals("PUT") && request.url().query() == null;
  static final Predicate<Request> PUT_PART =
      request -> request.url().queryParameter("partNumber") != null;
  static final Predicate<Request> COMPLETE =
      request ->
          request.method().equals("POST") && request.url().queryParameter("uploadId") != null;
  static final Predicate<Request> ANY = request -> true;

  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();

  /** What happens to a request. */
  @FunctionalInterface
  interface Happening {
    Response happen(Chain chain) throws IOException;
  }

  private record Fault(Predicate<Request> which, AtomicInteger times, Happening happening) {}

  /** Lets the next requests of a kind fail. */
  Faults next(int times, Predicate<Request> which, Happening happening) {
    faults.add(new Fault(which, new AtomicInteger(times), happening));
    return this;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    requests.incrementAndGet();
    for (Fault fault : faults) {
      if (fault.which.test(chain.request()) && fault.times.getAndDecrement() > 0) {
        return fault.happening.happen(chain);
      }
    }
    return chain.proceed(chain.request());
  }

  /** The request has its effect, but its answer is lost. */
  static Response lostAnswer(Chain chain) throws IOException {
    try (Response answer = chain.proceed(chain.request())) {
      throw new IOException("the answer was lost: " + answer.code());
    }
  }

  /** The store refuses for a reason. */
  static Happening refusal(int status, String code) {
    return chain -> answer(chain, status, "<Error><Code>" + code + "</Code></Error>");
  }

  private static Response answer(Chain chain, int status, String xml) {
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("refused")
        .header("Content-Type", "application/xml")
        .body(ResponseBody.create(xml, MediaType.parse("application/xml")))
        .build();
  }
}
