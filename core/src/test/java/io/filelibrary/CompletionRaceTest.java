package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens between the two transactions of a completion: the one that sees which bytes have
 * come, and the one that brings them into use. Each asks the access policy before it ends.
 */
final class CompletionRaceTest {
  private final Queue<Runnable> whenAsked = new ArrayDeque<>();

  @RegisterExtension
  final Fixture fixture =
      Fixture.withOptions(
          options ->
              options.withAccessPolicy(
                  (actor, action, channel, item) -> {
                    Runnable next = whenAsked.poll();
                    if (next != null) {
                      next.run();
                    }
                    return true;
                  }));

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000})
  void bytesThatComeMeanwhileAreThoseOfTheFile(int size) {
    UploadDesk uploads = fixture.files.uploads();
    PendingUpload upload = uploads.begin(Destination.at("x"), UploadOptions.DEFAULT);
    uploads.receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(size)));
    byte[] later = Fixture.bytes(size + 1);
    whenAsked.add(() -> {});
    whenAsked.add(() -> uploads.receive(upload.id(), new ByteArrayInputStream(later)));

    FileItem file = uploads.complete(upload.id());

    assertThat(whenAsked).isEmpty();
    assertThat(fixture.read(file.id())).isEqualTo(later);
  }
}
