package io.filelibrary.benchmarks.peers.jclouds;

import io.filelibrary.benchmarks.harness.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.CopyOptions;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.filesystem.reference.FilesystemConstants;
import org.jspecify.annotations.Nullable;

/**
 * Blobs of one container of the jclouds file system provider, with their user metadata. A folder is
 * what the names of its blobs begin with. Handles are names.
 */
public final class JcloudsStore implements Store {
  private static final String CONTAINER = "files";

  private @Nullable BlobStoreContext context;

  /** A store that is not open yet. */
  public JcloudsStore() {}

  @Override
  public String title() {
    return "jclouds filesystem 2.7.0 (no fsync)";
  }

  @Override
  public void open(Path directory) {
    Properties overrides = new Properties();
    overrides.setProperty(FilesystemConstants.PROPERTY_BASEDIR, directory.toString());
    context =
        ContextBuilder.newBuilder("filesystem")
            .overrides(overrides)
            .buildView(BlobStoreContext.class);
    blobs().createContainerInLocation(null, CONTAINER);
  }

  @Override
  public void createFolder(String name) {
    // There is nothing to make: the names of blobs have their folders.
  }

  @Override
  public String create(String folder, String name, byte[] bytes) {
    String path = folder + "/" + name;
    Blob blob =
        blobs()
            .blobBuilder(path)
            .payload(bytes)
            .contentLength(bytes.length)
            .contentType("application/octet-stream")
            .userMetadata(Map.of("created-by", "benchmark"))
            .build();
    blobs().putBlob(CONTAINER, blob);
    return path;
  }

  @Override
  public byte[] read(String handle) throws IOException {
    try (InputStream content = blobs().getBlob(CONTAINER, handle).getPayload().openStream()) {
      return content.readAllBytes();
    }
  }

  @Override
  public List<String> firstPage(String folder, int limit) {
    ListContainerOptions page =
        ListContainerOptions.Builder.prefix(folder + "/").delimiter("/").maxResults(limit);
    return blobs().list(CONTAINER, page).stream()
        .map(blob -> blob.getName().substring(folder.length() + 1))
        .toList();
  }

  /** Copies and removes every blob, since blobs cannot be renamed. */
  @Override
  public void move(String folder, String target) {
    for (String name : names(folder)) {
      String moved = target + name.substring(folder.length());
      blobs().copyBlob(CONTAINER, name, CONTAINER, moved, CopyOptions.NONE);
      blobs().removeBlob(CONTAINER, name);
    }
  }

  /** All names in a folder, by as many pages as it takes. */
  private List<String> names(String folder) {
    ListContainerOptions page = ListContainerOptions.Builder.prefix(folder + "/").delimiter("/");
    List<String> names = new ArrayList<>();
    PageSet<? extends StorageMetadata> found = blobs().list(CONTAINER, page);
    found.forEach(blob -> names.add(blob.getName()));
    while (found.getNextMarker() != null) {
      found = blobs().list(CONTAINER, page.afterMarker(found.getNextMarker()));
      found.forEach(blob -> names.add(blob.getName()));
    }
    return names;
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }

  private BlobStore blobs() {
    return Objects.requireNonNull(context).getBlobStore();
  }
}
