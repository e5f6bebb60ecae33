package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.TenantId;
import io.filelibrary.storage.local.LocalStorage;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process loads that opens a library, reads of it and closes it: nearly all of the time that
 * takes is that of its classes. A number that falls is to be lowered here, so that it stays low.
 */
final class StartTest {
  private static final Pattern LOADED = Pattern.compile("\\[class,load\\] (\\S+) source: .*");

  /** Of the three modules, with those that Java makes of their lambdas. */
  private static final int MOST_CLASSES = 130;

  /** The driver needs five with Java 17. */
  private static final int MOST_FORMS = 10;

  @TempDir Path directory;

  /** The process. */
  static final class Opening {
    private Opening() {}

    /** Opens the library of the directory that is the argument, and makes what is missing. */
    public static void main(String... arguments) throws IOException {
      open(Path.of(arguments[0]));
    }

    private static void open(Path directory) throws IOException {
      try (FileLibrary library =
          FileLibrary.open(
              SqliteCatalog.open(directory.resolve("catalog.db")),
              LocalStorage.open(directory.resolve("contents")),
              LibraryOptions.defaults())) {
        library.ensureChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
        assert library.channel("team", "ada").channel().usage().items() == 0;
      }
    }
  }

  @Test
  void knownLibraryIsOpenedWithFewClasses() throws Exception {
    Opening.open(directory);

    List<String> loaded = loadedToOpen();

    assertThat(loaded).contains("io.filelibrary.FileLibrary");
    assertThat(loaded)
        .as("Guava, providers of cryptography, the methods of records, executors")
        .noneMatch(
            name ->
                name.startsWith("com.google.")
                    || name.startsWith("javax.crypto.")
                    || name.equals("java.lang.runtime.ObjectMethods")
                    || name.equals("java.util.concurrent.ScheduledThreadPoolExecutor"));
    assertThat(loaded.stream().filter(name -> name.startsWith("java.lang.invoke.LambdaForm$MH")))
        .as("what Java makes to join texts")
        .hasSizeLessThan(MOST_FORMS);
    assertThat(loaded.stream().filter(name -> name.startsWith("io.filelibrary.")))
        .hasSizeLessThanOrEqualTo(MOST_CLASSES);
  }

  private List<String> loadedToOpen() throws Exception {
    Process process =
        ChildJvm.running(List.of("-Xlog:class+load"), Opening.class, directory).start();
    List<String> loaded;
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      loaded =
          output
              .lines()
              .map(LOADED::matcher)
              .filter(Matcher::find)
              .map(line -> line.group(1))
              .toList();
    }
    assertThat(process.waitFor()).isZero();
    return loaded;
  }
}
