package io.filelibrary.benchmarks.peers.springcontent;

import io.filelibrary.benchmarks.harness.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.PageRequest;

/**
 * Entities of Spring Data JPA in an H2 database, and a content file for each, in an application of
 * Spring Boot. Handles are ids.
 */
public final class SpringContentStore implements Store {
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable FolderRepository folders;
  private @Nullable FileRepository files;
  private @Nullable FileContents contents;

  /** A store that is not open yet. */
  public SpringContentStore() {}

  @Override
  public String title() {
    return "Spring Content 3.0.17 FS, JPA, H2 2.3.232 (no fsync)";
  }

  @Override
  public void open(Path directory) {
    ConfigurableApplicationContext opened =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .properties(
                Map.of(
                    "logging.level.root",
                    "off",
                    "spring.content.fs.filesystem-root",
                    directory.resolve("contents").toString(),
                    "spring.datasource.url",
                    "jdbc:h2:file:" + directory.resolve("entities").toAbsolutePath(),
                    "spring.jpa.hibernate.ddl-auto",
                    "update"))
            .run();
    context = opened;
    folders = opened.getBean(FolderRepository.class);
    files = opened.getBean(FileRepository.class);
    contents = opened.getBean(FileContents.class);
  }

  @Override
  public void createFolder(String name) {
    folders().save(new Folder(name));
  }

  @Override
  public String create(String folder, String name, byte[] bytes) {
    StoredFile file = new StoredFile(folder(folder), name, "benchmark", "application/octet-stream");
    contents().setContent(file, new ByteArrayInputStream(bytes));
    return Long.toString(files().save(file).id());
  }

  @Override
  public byte[] read(String handle) throws IOException {
    StoredFile file = files().findById(Long.valueOf(handle)).orElseThrow();
    try (InputStream content = contents().getContent(file)) {
      return content.readAllBytes();
    }
  }

  @Override
  public List<String> firstPage(String folder, int limit) {
    return files().findByFolderOrderByName(folder(folder), PageRequest.ofSize(limit)).stream()
        .map(StoredFile::name)
        .toList();
  }

  @Override
  public void move(String folder, String target) {
    Folder moved = folder(folder);
    moved.rename(target);
    folders().save(moved);
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }

  private Folder folder(String name) {
    return folders().findByName(name).orElseThrow();
  }

  private FolderRepository folders() {
    return Objects.requireNonNull(folders);
  }

  private FileRepository files() {
    return Objects.requireNonNull(files);
  }

  private FileContents contents() {
    return Objects.requireNonNull(contents);
  }
}
