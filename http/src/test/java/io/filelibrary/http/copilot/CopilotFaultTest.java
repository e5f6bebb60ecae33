package io.filelibrary.http.copilot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.http.HttpOptions;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestClock;
import io.filelibrary.http.TestServer;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.FileItem;
import io.filelibrary.testkit.fault.Fault;
import io.filelibrary.testkit.fault.Faults;
import io.filelibrary.testkit.fault.FaultyCatalog;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered when the catalog fails in the middle of a request. */
final class CopilotFaultTest {
  private static final int MOST_CALLS = 20;

  @TempDir private Path spool;
  private final Faults faults = new Faults();
  private CopilotFixture api;

  @BeforeEach
  void start() throws Exception {
    TestClock clock = new TestClock();
    FileLibrary library =
        FileLibrary.open(
            FaultyCatalog.over(InMemoryCatalog.create(new UUID(1, 2), 0), faults),
            InMemoryStorage.create(clock),
            LibraryOptions.defaults().withClock(clock));
    HttpOptions options = HttpOptions.of(TestServer.signingKey(), spool).withClock(clock);
    api = CopilotFixture.of(TestServer.start(library, clock, options));
  }

  @AfterEach
  void stop() {
    faults.stop();
    api.close();
  }

  @Test
  void changeThatWasMadeIsNeverAnsweredAsIfItWasNot() throws Exception {
    FileItem file = api.files().upload("file 0", new byte[1]);
    int made = 0;
    int refused = 0;
    for (int call = 1; call <= MOST_CALLS; call++) {
      String before = api.files().get(file.id()).name().value();
      String next = "file " + call;
      faults.failAt(Fault.BEFORE_EFFECT, call);

      Answer answer = api.patch(file.id().toString(), Map.of("name", next));

      boolean hit = faults.hit().isPresent();
      faults.stop();
      String after = api.files().get(file.id()).name().value();
      if (answer.status() == 200) {
        assertThat(after).isEqualTo(next);
        JsonNode shown = answer.json();
        assertThat(shown.path("name").textValue()).isEqualTo(next);
        assertThat(shown.has("downloadUrl")).isEqualTo(!hit);
        made++;
      } else {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.json().path("data").path("effect").textValue()).isEqualTo("none");
        assertThat(after).isEqualTo(before);
        refused++;
      }
      if (!hit) {
        assertThat(made).isGreaterThan(1);
        assertThat(refused).isPositive();
        return;
      }
    }
    throw new AssertionError("a change takes fewer than " + MOST_CALLS + " calls");
  }
}
