package io.filelibrary.testkit.library;

import static io.filelibrary.testkit.library.DirectUploadRules.begin;
import static io.filelibrary.testkit.library.LibraryScenario.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Disposition;
import io.filelibrary.model.DownloadOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.DirectDownloads;
import io.filelibrary.testkit.GrantClient;
import io.filelibrary.testkit.HttpAnswer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files that clients read from the storage directly. */
interface DirectDownloadRules extends LibraryLocation {

  @Test
  @DisplayName("L114 A granted download gives the file's bytes under its name and type")
  default void grantGivesTheFile() throws Exception {
    try (LibraryProbe probe = downloads(open())) {
      for (String name : List.of("plain.csv", "na\u00EFve \u20AC rates.csv")) {
        UploadOptions options =
            UploadOptions.DEFAULT.withContentType(ContentType.of("text/csv; charset=utf-8"));
        FileItem file = probe.files.upload(Destination.at(name), bytes(20_000), options);
        TransferGrant grant = grant(probe, file, DownloadOptions.DEFAULT);
        assertThat(grant.expiresAt())
            .isBeforeOrEqualTo(probe.clock.instant().plus(DownloadOptions.DEFAULT.lifetime()));
        HttpAnswer answer = GrantClient.fetch(grant);
        answer.assertGives(bytes(20_000), "a download of " + name);
        assertThat(answer.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answer.header("Content-Disposition").orElseThrow())
            .startsWith("attachment; filename=");
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L115 Only what runs nothing in a browser is granted to be shown")
  default void scriptsAreNotShown() throws Exception {
    DownloadOptions shown = DownloadOptions.DEFAULT.withDisposition(Disposition.INLINE);
    try (LibraryProbe probe = downloads(open())) {
      FileItem image = probe.files.upload("a.png", bytes(5000));
      FileItem page = probe.files.upload("a.html", bytes(5000));
      assertThat(GrantClient.fetch(grant(probe, image, shown)).header("Content-Disposition"))
          .contains("inline; filename=\"a.png\"");
      assertThat(GrantClient.fetch(grant(probe, page, shown)).header("Content-Disposition"))
          .contains("attachment; filename=\"a.html\"");
      probe.check();
    }
  }

  @Test
  @DisplayName("L116 A download is granted for what can be read, and to whom may read it")
  default void grantIsForReaders() throws Exception {
    LibraryBackends backends = open();
    try (LibraryProbe probe =
        LibraryProbe.withOptions(
            backends,
            options ->
                options.withAccessPolicy(
                    (actor, action, channel, item) ->
                        action != Action.DOWNLOAD || actor.value().equals(LibraryProbe.ACTOR)))) {
      assumeDownloads(probe);
      FileItem file = probe.files.upload("a", bytes(5000));
      LibraryProbe.assertFails(
          ErrorCode.ACCESS_DENIED,
          () ->
              probe
                  .library
                  .channel(LibraryProbe.CHANNEL.value(), "eve")
                  .grantDownload(file.id(), DownloadOptions.DEFAULT));
      LibraryProbe.assertFails(
          ErrorCode.ITEM_NOT_FOUND,
          () -> probe.otherFiles.grantDownload(file.id(), DownloadOptions.DEFAULT));
      PendingUpload upload = begin(probe, "pending", UploadOptions.DEFAULT);
      LibraryProbe.assertFails(
          ErrorCode.FILE_PENDING,
          () -> probe.files.grantDownload(upload.file().id(), DownloadOptions.DEFAULT));
      DirectUploadRules.send(upload, bytes(5000)).assertTaken("an upload");
      assertThat(probe.files.grantDownload(upload.file().id(), DownloadOptions.DEFAULT))
          .isPresent();
      probe.files.trash(file.id());
      LibraryProbe.assertFails(
          ErrorCode.ITEM_NOT_FOUND,
          () -> probe.files.grantDownload(file.id(), DownloadOptions.DEFAULT));
      probe.check();
    }
  }

  private static TransferGrant grant(LibraryProbe probe, FileItem file, DownloadOptions options) {
    return probe.files.grantDownload(file.id(), options).orElseThrow();
  }

  /** A library on a storage that clients read from. */
  private static LibraryProbe downloads(LibraryBackends backends) throws IOException {
    boolean grants = backends.storage() instanceof DirectDownloads;
    if (!grants) {
      backends.catalog().close();
      backends.storage().close();
    }
    assumeTrue(grants, "the storage grants no downloads");
    return LibraryProbe.open(backends);
  }

  private static void assumeDownloads(LibraryProbe probe) {
    assumeTrue(probe.storage() instanceof DirectDownloads, "the storage grants no downloads");
  }
}
