package io.filelibrary;

import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectUploads;
import io.filelibrary.spi.PublicUrls;
import io.filelibrary.spi.UploadTerms;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A storage in memory that clients send bytes to, past the library, and that serves URLs. */
class DirectStorage extends FaultyStorage implements DirectUploads, PublicUrls {
  private final List<ContentKey> granted = new ArrayList<>();

  DirectStorage(TestClock clock, GuardedCatalog catalog) {
    super(clock, catalog);
  }

  /** Sends bytes by the newest grant, as a client does. */
  final void send(byte[] bytes) {
    arrive(granted.get(granted.size() - 1), bytes);
  }

  @Override
  public final TransferGrant grantUpload(ContentKey key, UploadTerms terms) {
    requireNoTransaction("a grant");
    granted.add(key);
    URI url = URI.create("https://storage.example/" + key + "?signature=secret");
    return new TransferGrant(
        "PUT",
        url,
        Map.of("content-type", terms.hints().contentType().value()),
        Map.of(),
        terms.expiresAt());
  }

  @Override
  public final URI publicUrl(ContentKey key) {
    return URI.create("https://storage.example/" + key);
  }
}
