package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of files, end to end, over every catalog with every storage. */
final class MatrixTest {
  private static final int[] SIZES = {0, 1, 65_535, 65_536, 65_537, 1_100_000};

  @TempDir(factory = MemoryDisk.class)
  private Path directory;

  @ParameterizedTest
  @EnumSource
  void bytesOfEverySizeComeBackAsTheyWent(LibraryPair pair) throws Exception {
    try (FileLibrary library = pair.open(directory, LibraryOptions.defaults())) {
      ChannelFiles files = channel(library);
      for (int size : SIZES) {
        byte[] content = content(size);
        FileItem file = files.upload("file " + size, new ByteArrayInputStream(content));
        assertThat(read(files, file, ByteRange.ALL)).isEqualTo(content);
        if (size > 2) {
          ByteRange middle = ByteRange.of(size / 3, size / 3);
          byte[] part = Arrays.copyOfRange(content, size / 3, size / 3 + size / 3);
          assertThat(read(files, file, middle)).isEqualTo(part);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void changedVisibilityAndCopiesKeepTheBytes(LibraryPair pair) throws Exception {
    try (FileLibrary library = pair.open(directory, LibraryOptions.defaults())) {
      ChannelFiles files = channel(library);
      for (int size : SIZES) {
        FileItem file = files.upload("file " + size, content(size));
        files.copy(file.id(), Destination.at("copy " + size), PlaceOptions.DEFAULT);
        files.update(file.id(), ItemChanges.NONE.withVisibility(Visibility.PUBLIC));
      }
      library.collect();
      for (Item item : files.list(FolderRef.root(), ListOptions.DEFAULT).items()) {
        FileItem file = (FileItem) item;
        assertThat(read(files, file, ByteRange.ALL)).isEqualTo(content((int) file.size()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftAfterAllIsDeletedAndCollected(LibraryPair pair) throws Exception {
    LibraryOptions options = LibraryOptions.defaults().withDeletionGrace(Duration.ZERO);
    try (FileLibrary library = pair.open(directory, options)) {
      ChannelFiles files = channel(library);
      files.ensureFolder("a/b/c");
      for (int size : SIZES) {
        files.upload("a/b/c/file " + size, content(size));
      }
      PendingUpload upload = files.uploads().begin(Destination.at("a/two"), UploadOptions.DEFAULT);
      files.uploads().receive(upload.id(), new ByteArrayInputStream(content(100_000)));
      files.uploads().complete(upload.id());
      Item folder = files.find("a").orElseThrow();
      files.copy(folder.id(), Destination.at("copy"), PlaceOptions.DEFAULT);
      files.trash(folder.id());
      files.trashBin().empty();
      files.delete(files.find("copy").orElseThrow().id(), DeleteOptions.DEFAULT.withRecursive());

      library.collect();
      library.collect();

      assertThat(files.channel().usage()).isEqualTo(Usage.NONE);
      assertThat(library.collect().deletedContents()).isZero();
    }
  }

  private static ChannelFiles channel(FileLibrary library) {
    library.ensureChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    return library.channel("team", "ada");
  }

  private static byte[] read(ChannelFiles files, FileItem file, ByteRange range) throws Exception {
    try (InputStream bytes = files.open(file.id(), range)) {
      return bytes.readAllBytes();
    }
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }
}
