package io.filelibrary.http.timetap;

import static io.filelibrary.http.timetap.TimeTap.id;
import static io.filelibrary.http.timetap.TimeTap.names;
import static io.filelibrary.http.timetap.TimeTap.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.spi.Action;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others do to an item in the middle of a request. The access policy is where they come in.
 */
final class TimeTapRaceTest {
  @TempDir private Path spool;
  private final AtomicReference<Runnable> onUpdate = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> onRead = new AtomicReference<>(() -> {});
  private TimeTap api;

  @BeforeEach
  void start() throws Exception {
    api =
        TimeTap.start(
            spool,
            library ->
                library.withAccessPolicy(
                    (actor, action, channel, item) -> {
                      if (action == Action.UPDATE) {
                        onUpdate.getAndSet(() -> {}).run();
                      }
                      if (action == Action.READ
                          && item.filter(one -> one.name().value().equals("gone")).isPresent()) {
                        onRead.getAndSet(() -> {}).run();
                      }
                      return true;
                    }),
            UnaryOperator.identity());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void attributeThatTheHostSetsMeanwhileStays() throws Exception {
    ObjectNode folder = api.folder("Plans");
    Attributes color = Attributes.of(Map.of("color", "red"));
    onUpdate.set(() -> api.files().update(id(folder), ItemChanges.NONE.withAttributes(color)));

    ok(api.post(folder.put("calendarId", 7)));

    assertThat(api.files().get(id(folder)).attributes().values())
        .containsEntry("color", "red")
        .containsEntry("timetap.calendarId", "7");
  }

  @Test
  void fileThatGoesWhileItIsListedIsLeftOut() throws Exception {
    api.uploaded("before", "x");
    ObjectNode gone = api.uploaded("gone", "x");
    api.uploaded("later", "x");
    onRead.set(() -> api.files().delete(id(gone), DeleteOptions.DEFAULT));

    assertThat(names(api.ada().send("GET", "/files"))).containsExactly("before", "later");
  }
}
