package io.filelibrary.server.serve;

import com.google.common.base.Suppliers;
import io.filelibrary.model.Backlog;
import io.filelibrary.storage.sqlite.SqliteCatalogMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/**
 * Counts what the server does, for Prometheus. No label grows with what clients send: paths are
 * told by their endpoints, and unusual methods are one.
 */
final class Metrics implements RequestLog, AutoCloseable {
  /** The type of the text that {@link #text} returns. */
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration BACKLOG_AGE = Duration.ofMinutes(1);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Shows how many requests are being served. */
  void showRunning(Supplier<Number> running) {
    gauge("filelibrary.http.running.requests", "Requests that are being served.", running);
  }

  /** Shows what waits to be finished or deleted, as it was a minute ago at most. */
  void showBacklog(Supplier<Backlog> count) {
    // Counting takes as long as there is much to count, and three gauges want it at a time.
    Supplier<Backlog> backlog =
        Suppliers.memoizeWithExpiration(count::get, BACKLOG_AGE.toSeconds(), TimeUnit.SECONDS);
    gauge(
        "filelibrary.pending.uploads",
        "Uploads in two steps that are under way.",
        () -> backlog.get().pendingUploads());
    gauge(
        "filelibrary.unfinished.contents",
        "Contents whose bytes are still coming, or never came.",
        () -> backlog.get().unfinishedContents());
    gauge(
        "filelibrary.doomed.contents",
        "Contents that nothing uses and the collector will delete.",
        () -> backlog.get().doomedContents());
  }

  /** Shows how the catalog commits. */
  void showCommits(Supplier<SqliteCatalogMetrics> catalog) {
    counter("commits", "Transactions.", catalog, SqliteCatalogMetrics::commits);
    counter(
        "durable.commits",
        "Transactions that were synced to the disk.",
        catalog,
        SqliteCatalogMetrics::durableCommits);
    counter("log.syncs", "Syncs that made commits durable.", catalog, SqliteCatalogMetrics::syncs);
    counter(
        "committed.works",
        "Changes that these transactions committed.",
        catalog,
        SqliteCatalogMetrics::committedWorks);
    gauge(
        "filelibrary.catalog.largest.batch",
        "The most changes of one transaction since the start.",
        () -> catalog.get().largestBatch());
  }

  private void counter(
      String name,
      String description,
      Supplier<SqliteCatalogMetrics> catalog,
      ToDoubleFunction<SqliteCatalogMetrics> value) {
    FunctionCounter.builder(
            "filelibrary.catalog." + name, catalog, source -> value.applyAsDouble(source.get()))
        .description(description)
        .register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).strongReference(true).register(registry);
  }

  /** Counts a request that has been answered. */
  @Override
  public void log(Request request, Response response) {
    String endpoint = RequestFacts.endpoint(request).orElse(RequestFacts.NONE);
    String status = Integer.toString(response.getStatus());
    Timer.builder("filelibrary.http.requests")
        .description("Requests that were answered.")
        .tags("endpoint", endpoint, "method", RequestFacts.method(request), "status", status)
        .register(registry)
        .record(NanoTime.since(request.getBeginNanoTime()), TimeUnit.NANOSECONDS);
    bytes("received", "Bytes of the bodies of requests.", endpoint)
        .increment((double) Math.max(0, Request.getContentBytesRead(request)));
    bytes("sent", "Bytes of the bodies of answers.", endpoint)
        .increment((double) Math.max(0, Response.getContentBytesWritten(response)));
  }

  private Counter bytes(String way, String description, String endpoint) {
    return Counter.builder("filelibrary.http." + way)
        .baseUnit("bytes")
        .description(description)
        .tags(Tags.of("endpoint", endpoint))
        .register(registry);
  }

  /** Returns all metrics as Prometheus reads them. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
