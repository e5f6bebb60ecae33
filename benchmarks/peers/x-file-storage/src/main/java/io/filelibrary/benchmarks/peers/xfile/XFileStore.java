package io.filelibrary.benchmarks.peers.xfile;

import io.filelibrary.benchmarks.harness.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dromara.x.file.storage.core.FileInfo;
import org.dromara.x.file.storage.core.FileStorageProperties;
import org.dromara.x.file.storage.core.FileStorageProperties.LocalPlusConfig;
import org.dromara.x.file.storage.core.FileStorageService;
import org.dromara.x.file.storage.core.FileStorageServiceBuilder;
import org.dromara.x.file.storage.core.get.ListFilesResult;
import org.dromara.x.file.storage.core.get.RemoteFileInfo;
import org.jspecify.annotations.Nullable;

/**
 * Files of the local platform of X File Storage, which keeps no metadata: that would be the task of
 * a recorder that its user writes. Handles are paths.
 */
public final class XFileStore implements Store {
  private static final String PLATFORM = "local-plus-1";

  private @Nullable FileStorageService service;

  /** A store that is not open yet. */
  public XFileStore() {}

  @Override
  public String title() {
    return "X File Storage 2.3.0 (no fsync, no metadata)";
  }

  @Override
  public void open(Path directory) {
    LocalPlusConfig local = new LocalPlusConfig();
    local.setPlatform(PLATFORM);
    // It takes a relative path as one below the class path.
    local.setStoragePath(directory.toAbsolutePath() + "/");
    FileStorageProperties properties = new FileStorageProperties();
    properties.setDefaultPlatform(PLATFORM);
    properties.setLocalPlus(List.of(local));
    service = FileStorageServiceBuilder.create(properties).useDefault().build();
  }

  @Override
  public void createFolder(String name) {
    // There is nothing to make: files bring their folders along.
  }

  @Override
  public String create(String folder, String name, byte[] bytes) {
    FileInfo file = service().of(bytes).setPath(folder + "/").setSaveFilename(name).upload();
    return file.getPath() + file.getFilename();
  }

  @Override
  public byte[] read(String handle) {
    int slash = handle.lastIndexOf('/') + 1;
    return service().download(file(handle.substring(0, slash), handle.substring(slash))).bytes();
  }

  @Override
  public List<String> firstPage(String folder, int limit) {
    // Its own pages are in the order of the directory.
    ListFilesResult all = service().listFiles().setPath(folder + "/").listFiles();
    return all.getFileList().stream()
        .map(RemoteFileInfo::getFilename)
        .sorted()
        .limit(limit)
        .toList();
  }

  /** Moves every file, since folders cannot be moved. */
  @Override
  public void move(String folder, String target) {
    for (RemoteFileInfo file :
        service().listFiles().setPath(folder + "/").listFiles().getFileList()) {
      service().move(file.toFileInfo()).setPath(target + "/").move();
    }
  }

  @Override
  public void close() {
    if (service != null) {
      service.destroy();
    }
  }

  private static FileInfo file(String path, String name) {
    return new FileInfo().setPlatform(PLATFORM).setBasePath("").setPath(path).setFilename(name);
  }

  private FileStorageService service() {
    return Objects.requireNonNull(service);
  }
}
