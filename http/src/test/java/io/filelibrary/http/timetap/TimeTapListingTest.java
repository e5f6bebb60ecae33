package io.filelibrary.http.timetap;

import static io.filelibrary.http.timetap.TimeTap.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.ChannelFiles;
import io.filelibrary.http.TestClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code GET /files} lists. */
final class TimeTapListingTest {
  @TempDir private Path spool;
  private TimeTap api;

  /** Fails on the folder of this name, once a test has set it. */
  private volatile String broken = "";

  @BeforeEach
  void start() throws Exception {
    api =
        TimeTap.start(
            spool,
            library ->
                library.withAccessPolicy(
                    (actor, action, channel, item) -> {
                      if (item.filter(one -> one.name().value().equals(broken)).isPresent()) {
                        throw new IllegalStateException("the policy fails on " + broken);
                      }
                      return true;
                    }),
            UnaryOperator.identity());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void tree() throws Exception {
    ObjectNode plans = api.folder("Plans");
    api.folder("2026", plans);
    ChannelFiles files = api.files();
    files.upload("Plans/2026/q1.txt", new byte[3]);
    files.createLink("Plans/site", "https://example.com/");
    files.upload("a.txt", new byte[1]);
  }

  private Answer list(String query) throws Exception {
    return api.ada().send("GET", "/files" + query);
  }

  @Test
  void newBusinessHasNoFiles() throws Exception {
    Answer answer = list("");
    assertThat(answer.text()).isEqualTo("[]");
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void allObjectsOfTheAccountAreListedWithoutPages() throws Exception {
    tree();
    assertThat(names(list(""))).containsExactly("Plans", "2026", "q1.txt", "site", "a.txt");
  }

  @Test
  void listsMoreThanThePageOfTheLibrary() throws Exception {
    api.folder("f");
    for (int i = 0; i < 1100; i++) {
      api.files().createFolder("f/" + (1000 + i));
    }
    assertThat(names(list(""))).hasSize(1101).doesNotHaveDuplicates();
  }

  @Test
  void typeKeepsObjectsOfThatType() throws Exception {
    tree();
    assertThat(names(list("?fileLibraryType=FOLDER"))).containsExactly("Plans", "2026");
    assertThat(names(list("?fileLibraryType=LINK"))).containsExactly("site");
    assertThat(names(list("?fileLibraryType=FILE"))).containsExactly("q1.txt", "a.txt");
    assertThat(names(list("?fileLibraryType=SOMETHING"))).isEmpty();
  }

  @Test
  void parentListsTheFilesInThatFolder() throws Exception {
    tree();
    String parent =
        "?parentFileLibraryUUID=" + api.files().find("Plans").orElseThrow().id().toString();
    assertThat(names(list(parent))).containsExactly("2026", "site");
    assertThat(names(list(parent + "&fileLibraryType=FOLDER"))).containsExactly("2026");
  }

  @Test
  void parentThatIsANumberIsToldToBeAUuid() throws Exception {
    Answer answer = list("?parentFileLibraryUUID=17");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("UUID");
  }

  @Test
  void parentThatIsNoFolderIsRefused() throws Exception {
    tree();
    String file = api.files().find("a.txt").orElseThrow().id().toString();
    Answer answer = list("?parentFileLibraryUUID=" + file);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("code").textValue()).isEqualTo("not_a_folder");
  }

  @Test
  void pagesAreCutByNumberIfAskedFor() throws Exception {
    tree();
    assertThat(names(list("?pageSize=2"))).containsExactly("Plans", "2026");
    assertThat(names(list("?pageNumber=2&pageSize=2"))).containsExactly("q1.txt", "site");
    assertThat(names(list("?pageNumber=3&pageSize=2"))).containsExactly("a.txt");
    assertThat(names(list("?pageNumber=999999999&pageSize=1000"))).isEmpty();
    assertThat(names(list("?pageNumber=2&pageSize=1&fileLibraryType=FOLDER")))
        .containsExactly("2026");
  }

  @Test
  void pageHasTwentyFiveUnlessItSays() throws Exception {
    api.folder("f");
    for (int i = 0; i < 30; i++) {
      api.files().createFolder("f/" + i);
    }
    assertThat(names(list("?pageNumber=1"))).hasSize(25);
    assertThat(names(list("?pageNumber=2"))).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?pageNumber=0",
        "?pageNumber=-1",
        "?pageNumber=1e3",
        "?pageNumber=9999999999",
        "?pageSize=1001",
        "?pageSize=",
        "?pageSize=1&pageSize=2",
        "?parentFileLibraryUUID="
      })
  void wrongParameterIsRefused(String query) throws Exception {
    assertThat(list(query).status()).isEqualTo(400);
  }

  @Test
  void anotherBusinessIsNotFound() throws Exception {
    assertThat(list("?businessId=2002").status()).isEqualTo(404);
    assertThat(list("?businessId=1001").status()).isEqualTo(200);
  }

  @Test
  void failureAtTheBeginningIsAnAnswer() throws Exception {
    tree();
    broken = "Plans";
    assertThat(list("").status()).isEqualTo(500);
  }

  @Test
  void failureInTheMiddleBreaksTheConnection() throws Exception {
    api.folder("f");
    for (int i = 0; i < 600; i++) {
      api.files().createFolder("f/" + (1000 + i));
    }
    broken = "1599";
    assertThatThrownBy(() -> list("")).isInstanceOf(IOException.class);
  }
}
