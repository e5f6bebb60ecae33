package io.filelibrary.http.copilot;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.http.TestClient;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.http.copilot.InputAttempts.Attempt;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ListOptions;
import io.filelibrary.testkit.InputCase;
import io.filelibrary.testkit.InputCorpus;
import io.filelibrary.testkit.InputExpectation;
import io.filelibrary.testkit.InputField;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dialect does with every input of the corpus what the library does: it takes what the library
 * takes, as it is, and refuses the rest with a status of the client's fault and no effect.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CopilotInputTest {
  /** Not of this dialect: the server decides them, or other URLs take them. */
  private static final Set<InputField> OTHERS =
      Set.of(
          InputField.TENANT_ID,
          InputField.ACTOR_ID,
          InputField.UPLOAD_ID,
          InputField.QUOTA,
          InputField.SEQUENCE,
          InputField.RANGE);

  private CopilotFixture api;

  @BeforeAll
  void start(@TempDir Path spool) throws Exception {
    api =
        CopilotFixture.of(
            TestServer.start(
                spool,
                library -> library.withMaxFileSize(InputCorpus.LARGEST_FILE),
                http -> http.withMaxJsonBytes(8 << 20)));
  }

  @AfterAll
  void stop() {
    api.close();
  }

  static Stream<InputCase> inputs() {
    return InputCorpus.load().stream().filter(input -> !OTHERS.contains(input.field()));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void inputIsTakenOrRefusedAsByTheLibrary(InputCase input) throws Exception {
    InputAttempts attempts = new InputAttempts(api.server().library(), input);
    for (Attempt attempt : attempts.all()) {
      List<String> before = state(attempts.files());
      Answer answer = send(attempt);
      if (isTaken(input)) {
        assertThat(answer.status()).as("%s: %s", attempt, answer).isEqualTo(200);
        if (input.expected() instanceof InputExpectation.Accepted accepted) {
          assertThat(attempt.value().apply(answer.json()))
              .as("%s", attempt)
              .isEqualTo(accepted.value());
        }
      } else {
        assertRefused(input, attempt, answer);
        assertThat(state(attempts.files())).as("%s", attempt).isEqualTo(before);
      }
    }
  }

  /** Whether the call itself succeeds. */
  private static boolean isTaken(InputCase input) {
    if (input.expected() instanceof InputExpectation.Refused refused) {
      // The bytes are compared when they come; and an empty token is none, for the vendor's client.
      return refused.code() == ErrorCode.CHECKSUM_MISMATCH
          || (input.field() == InputField.CURSOR && input.text().isEmpty());
    }
    return true;
  }

  private static void assertRefused(InputCase input, Attempt attempt, Answer answer) {
    ErrorCode code = ((InputExpectation.Refused) input.expected()).code();
    assertThat(answer.status()).as("%s: %s", attempt, answer).isEqualTo(status(code, attempt));
    if (!isForTheContainer(attempt)) {
      assertThat(answer.json().path("code").isTextual()).as("%s", answer).isTrue();
      assertThat(answer.text().length()).isLessThan(1_500);
    }
  }

  private static int status(ErrorCode code, Attempt attempt) {
    return switch (code) {
      // An item that the URL names is not there; a folder that the body names is no place to go.
      case ITEM_NOT_FOUND -> attempt.names("parentId") ? 400 : 404;
      case STALE_REVISION -> 412;
      case FILE_TOO_LARGE -> 413;
      default -> 400;
    };
  }

  private static boolean isForTheContainer(Attempt attempt) {
    return attempt.target().contains("%00");
  }

  private Answer send(Attempt attempt) throws Exception {
    Map<String, String> headers = new HashMap<>();
    attempt.ifMatch().ifPresent(tag -> headers.put("If-Match", tag));
    BodyPublisher body =
        attempt.body().isPresent()
            ? BodyPublishers.ofString(CopilotFixture.json(attempt.body().get()))
            : BodyPublishers.noBody();
    // The container ends the connection with its refusal, whatever else was to come on it.
    TestClient client =
        isForTheContainer(attempt) ? api.server().client(TestServer.ADA) : api.client();
    return client.send(attempt.method(), attempt.target(), headers, body);
  }

  private static List<String> state(ChannelFiles files) {
    return Stream.concat(
            files
                .streamTree(FolderRef.root(), ListOptions.DEFAULT.withPending(true))
                .map(Object::toString),
            Stream.of(files.changes(0, 1000).toString(), files.channel().toString()))
        .toList();
  }
}
