package io.filelibrary.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many requests the operations of a library make. A number that falls is to be lowered here, so
 * that it stays low.
 */
class RequestCountTest {
  private static final byte[] SMALL = new byte[100_000];

  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();
  private final Faults counted = new Faults();
  private FileLibrary library;
  private ChannelFiles files;
  private ItemId file;

  private interface Operation {
    void run() throws Exception;
  }

  @BeforeEach
  void openLibrary() throws IOException {
    library =
        FileLibrary.open(
            InMemoryCatalog.create(UUID.randomUUID()),
            S3Storage.open(server.options(buckets).withPartSize(S3Options.MIN_PART_SIZE), counted),
            LibraryOptions.defaults().withoutCollection());
    library.ensureChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    files = library.channel("team", "ada");
    file = files.upload("first", SMALL).id();
  }

  @AfterEach
  void closeLibrary() {
    library.close();
    server.drop(buckets);
  }

  private int requests(Operation operation) throws Exception {
    int before = counted.requests();
    operation.run();
    return counted.requests() - before;
  }

  private static void read(InputStream opened) throws IOException {
    try (opened) {
      opened.readAllBytes();
    }
  }

  @Test
  void fileThatFitsIntoAPartIsCreatedByOneRequest() throws Exception {
    assertThat(requests(() -> files.upload("second", SMALL))).isEqualTo(1);
    assertThat(requests(() -> files.upload("third", new ByteArrayInputStream(SMALL)))).isEqualTo(1);
  }

  @Test
  void eachPartIsOneRequestBetweenFourOthers() throws Exception {
    // See that nothing has the name, begin the upload, look once more, and join the parts.
    int partsOfTwo = requests(() -> files.upload("2", new byte[S3Options.MIN_PART_SIZE + 1]));
    int partsOfThree = requests(() -> files.upload("3", new byte[2 * S3Options.MIN_PART_SIZE + 1]));
    assertThat(partsOfTwo).isEqualTo(4 + 2);
    assertThat(partsOfThree).isEqualTo(4 + 3);
  }

  @Test
  void bytesAreReadByOneRequest() throws Exception {
    assertThat(requests(() -> read(files.open(file)))).isEqualTo(1);
    assertThat(requests(() -> read(files.open(file, ByteRange.of(5, 10))))).isEqualTo(1);
  }

  @Test
  void whatTheCatalogKnowsIsNotAskedOfTheStore() throws Exception {
    assertThat(
            requests(
                () -> {
                  files.get(file);
                  files.find("first");
                  files.list(FolderRef.root(), ListOptions.DEFAULT);
                  files.rename(file, "renamed");
                  files.copy(file, Destination.at("copy"), PlaceOptions.DEFAULT);
                  files.trashBin().restore(files.trash(file).id());
                  files.delete(file, DeleteOptions.DEFAULT);
                }))
        .isZero();
  }
}
