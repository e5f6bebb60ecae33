package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadTest {
  private static final Destination FILE = Destination.at("report.pdf");

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  @TempDir Path disk;

  /** Gives at most 1,000 bytes at once and does not say how many there are. */
  private static InputStream trickle(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(length, 1000));
      }

      @Override
      public int available() {
        return 0;
      }
    };
  }

  @Test
  void uploadedFileSaysWhatItIs() {
    byte[] bytes = Fixture.bytes(1234);

    FileItem file =
        files.upload(
            FILE,
            bytes,
            UploadOptions.DEFAULT
                .withVisibility(Visibility.PUBLIC)
                .withAttributes(Attributes.of(Map.of("emailId", "e-1"))));

    assertThat(file.status()).isEqualTo(FileStatus.COMPLETED);
    assertThat(file.size()).isEqualTo(1234);
    assertThat(file.sha256()).hasValue(Fixture.sha256(bytes));
    assertThat(file.contentType()).hasToString("application/pdf");
    assertThat(file.extension()).isEqualTo("pdf");
    assertThat(file.version()).isEqualTo(1);
    assertThat(file.encrypted()).isFalse();
    assertThat(file.revision()).isEqualTo(1);
    assertThat(file.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(file.attributes().get("emailId")).hasValue("e-1");
    assertThat(file.createdBy()).hasToString(Fixture.ACTOR);
    assertThat(files.get(file.id())).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        Fixture.INLINE_LIMIT - 1,
        Fixture.INLINE_LIMIT,
        Fixture.INLINE_LIMIT + 1,
        1_000_000
      })
  void bytesOfAnySizeComeBack(int size) {
    byte[] bytes = Fixture.bytes(size);

    files.upload("array", bytes);
    files.upload("stream", trickle(bytes));
    files.upload(
        Destination.at("declared"),
        trickle(bytes),
        UploadOptions.DEFAULT
            .withExpectedSize(size)
            .withExpectedSha256(Fixture.sha256(bytes))
            .withMaxSize(size));

    assertThat(fixture.read("array")).isEqualTo(bytes);
    assertThat(fixture.read("stream")).isEqualTo(bytes);
    assertThat(fixture.read("declared")).isEqualTo(bytes);
    assertThat(fixture.usage().bytes()).isEqualTo(3L * size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Fixture.INLINE_LIMIT, Fixture.INLINE_LIMIT + 1})
  void fileOfTheDiskIsUploaded(int size) throws IOException {
    byte[] bytes = Fixture.bytes(size);
    Path source = Files.write(disk.resolve("source"), bytes);

    FileItem file = files.upload("copy", source);

    assertThat(file.size()).isEqualTo(size);
    assertThat(fixture.read("copy")).isEqualTo(bytes);
  }

  @Test
  void smallContentsAreHeldByTheCatalog() {
    List<?> before = fixture.storage.keys();

    files.upload("small", Fixture.bytes(Fixture.INLINE_LIMIT));

    assertThat(fixture.storage.keys()).isEqualTo(before);
  }

  @Test
  void largerContentsGoToTheStorage() {
    int before = fixture.storage.keys().size();

    files.upload("large", Fixture.bytes(Fixture.INLINE_LIMIT + 1));

    assertThat(fixture.storage.keys()).hasSize(before + 1);
  }

  @Test
  void keysNeverTellTheNameOfTheFile() {
    FileItem file = files.upload("secret-name", Fixture.bytes(100_000));

    assertThat(fixture.contentKey(file.id()).value()).matches("private/[0-9a-f]{32}");
  }

  @Test
  void sourceIsReadToItsEndAndNotClosed() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    try (InputStream source =
        new FilterInputStream(new ByteArrayInputStream(Fixture.bytes(100_000))) {
          @Override
          public void close() throws IOException {
            closed.set(true);
            super.close();
          }
        }) {
      files.upload("x", source);

      assertThat(source.read()).isEqualTo(-1);
      assertThat(closed).isFalse();
    }
  }

  @Test
  void declaredTypeWinsOverTheNames() {
    FileItem file =
        files.upload(
            FILE,
            new byte[1],
            UploadOptions.DEFAULT.withContentType(ContentType.of("text/plain; charset=utf-8")));

    assertThat(file.contentType()).hasToString("text/plain; charset=utf-8");
  }

  @Test
  void unknownNamesGiveTheGeneralType() {
    assertThat(files.upload("x.unheard-of", new byte[1]).contentType())
        .isEqualTo(ContentType.OCTET_STREAM);
  }

  @Test
  void parentsAreCreatedWhenAsked() {
    files.upload(
        Destination.at("a/b/report.pdf"), new byte[1], UploadOptions.DEFAULT.withCreateParents());

    assertThat(fixture.paths()).containsExactly("a", "a/b", "a/b/report.pdf");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300_000})
  void listenerHearsEachByteOnceInOrder(int size) {
    List<Long> heard = new ArrayList<>();

    files.upload(
        FILE, trickle(Fixture.bytes(size)), UploadOptions.DEFAULT.withProgress(heard::add));

    assertThat(heard).isSorted();
    assertThat(heard.get(heard.size() - 1)).isEqualTo(size);
  }

  @Test
  void sourceMayCallTheLibraryItself() {
    byte[] inner = Fixture.bytes(10);
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(Fixture.bytes(200_000))) {
          private boolean first = true;

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (first) {
              first = false;
              files.upload("inner", inner);
            }
            return super.read(target, offset, length);
          }
        };

    files.upload("outer", source);

    assertThat(fixture.names("")).containsExactly("inner", "outer");
  }

  @Test
  void keysOfPublicFilesArePublic() {
    FileItem file =
        files.upload(
            FILE, Fixture.bytes(100_000), UploadOptions.DEFAULT.withVisibility(Visibility.PUBLIC));

    assertThat(fixture.contentKey(file.id()).visibility()).isEqualTo(Visibility.PUBLIC);
  }

  @Test
  void twoUploadsOfTheSameBytesShareNothing() {
    byte[] bytes = Fixture.bytes(100_000);

    FileItem first = files.upload("first", bytes);
    FileItem second = files.upload("second", bytes);

    assertThat(fixture.contentKey(first.id())).isNotEqualTo(fixture.contentKey(second.id()));
  }
}
