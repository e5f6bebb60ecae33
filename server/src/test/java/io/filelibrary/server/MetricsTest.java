package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} says after certain requests. */
final class MetricsTest {
  private static final String REQUESTS = "filelibrary_http_requests_seconds_count";

  @TempDir Path temporary;
  private ServedLibrary served;

  @BeforeEach
  void start() throws Exception {
    served = ServedLibrary.start(temporary.resolve("data"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void requestsAreCountedByEndpointMethodAndStatus() throws Exception {
    served.store("a.txt", "hello".getBytes(UTF_8));
    served.get("/v1/files?channelId=main", served.key());
    served.get("/v1/files?channelId=main", served.key());
    served.get("/v1/files?channelId=main", "flk_wrong");
    served.awaitOutput("POST /v1/files/file 200 ");
    served.awaitOutput("PUT /content/uploads/");
    served.awaitOutput("GET /v1/files 200 ", 2);
    String metrics = metricsWith(" /v1/files 401 ");

    assertThat(metrics.lines())
        .contains(
            REQUESTS + "{endpoint=\"/v1/files\",method=\"GET\",status=\"200\"} 2",
            REQUESTS + "{endpoint=\"/v1/files\",method=\"GET\",status=\"401\"} 1",
            REQUESTS + "{endpoint=\"/v1/files/{fileType}\",method=\"POST\",status=\"200\"} 1",
            "filelibrary_http_received_bytes_total{endpoint=\"/content/uploads/{token}\"} 5.0");
    assertThat(value(metrics, "filelibrary_http_sent_bytes_total{endpoint=\"/v1/files\"}"))
        .isGreaterThan(10);
    assertThat(
            value(
                metrics,
                "filelibrary_http_requests_seconds_sum"
                    + "{endpoint=\"/v1/files\",method=\"GET\",status=\"200\"}"))
        .isPositive();
  }

  @Test
  void labelsDoNotGrowWithWhatClientsSend() throws Exception {
    for (int i = 0; i < 50; i++) {
      served.get("/nowhere/" + i);
      served.send(served.request("/" + i).method("BREW" + i, BodyPublishers.noBody()).build());
    }
    served.awaitOutput(" /nowhere/", 50);
    served.awaitOutput("OTHER /", 50);
    String metrics = served.get("/metrics").body();

    assertThat(metrics.lines().filter(line -> line.startsWith(REQUESTS)))
        .containsExactlyInAnyOrder(
            REQUESTS + "{endpoint=\"none\",method=\"GET\",status=\"404\"} 50",
            REQUESTS + "{endpoint=\"none\",method=\"OTHER\",status=\"404\"} 50");
  }

  @Test
  void processCatalogAndBacklogAreShown() throws Exception {
    served.store("a.txt", "hello".getBytes(UTF_8));
    served.awaitOutput("POST /v1/files/file ");
    String metrics = metricsWith("PUT /content/uploads/");

    assertThat(value(metrics, "filelibrary_catalog_commits_total")).isPositive();
    assertThat(value(metrics, "filelibrary_catalog_durable_commits_total")).isPositive();
    assertThat(value(metrics, "filelibrary_catalog_log_syncs_total")).isPositive();
    assertThat(value(metrics, "filelibrary_catalog_committed_works_total")).isPositive();
    assertThat(value(metrics, "filelibrary_catalog_largest_batch")).isPositive();
    assertThat(value(metrics, "filelibrary_http_running_requests")).isZero();
    assertThat(value(metrics, "filelibrary_pending_uploads")).isZero();
    assertThat(value(metrics, "filelibrary_unfinished_contents")).isZero();
    assertThat(value(metrics, "filelibrary_doomed_contents")).isZero();
    assertThat(metrics)
        .contains("jvm_memory_used_bytes{")
        .contains("jvm_threads_live_threads ")
        .contains("# HELP filelibrary_http_requests_seconds ");
  }

  @Test
  void textIsWhatPrometheusReads() throws Exception {
    HttpResponse<String> answer = served.get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body().lines())
        .allMatch(line -> line.matches("#.*|[a-z_]+(\\{[^ ].*})? [-+0-9.eE]+(NaN|Inf)?|.* NaN"));
  }

  /** Returns the metrics once a request is in the log, and so counted. */
  private String metricsWith(String line) throws Exception {
    served.awaitOutput(line);
    return served.get("/metrics").body();
  }

  private static double value(String metrics, String name) {
    List<String> found = metrics.lines().filter(line -> line.startsWith(name + " ")).toList();
    assertThat(found).as(name).hasSize(1);
    return Double.parseDouble(found.get(0).substring(name.length() + 1));
  }
}
