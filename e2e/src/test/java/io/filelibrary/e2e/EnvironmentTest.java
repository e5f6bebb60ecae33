package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.ByteStreams;
import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.library.LibraryBackends;
import io.filelibrary.testkit.library.LibraryInvariants;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes with little of something: of open files, of memory, or with another idea of text. */
@Timeout(240)
final class EnvironmentTest {
  private static final List<String> NAMES =
      List.of("Ünïcödé", "日本語", "العربية", "עברית", "русский", "हिन्दी", "한국어", "ไทย", "😀 emoji");

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE"})
  void processWithoutFreeDescriptorsFailsTypedAndGoesOn(LibraryPair pair) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to limit files with");
    ProcessBuilder child =
        ChildJvm.running(List.of("-Xmx128m"), EnvironmentTest.class, "files", pair, directory);
    List<String> limited = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n 400; exec \"$@\""));
    limited.add("sh");
    limited.addAll(child.command());

    assertThat(said(child.command(limited))).contains("went on");
    assertSound(pair);
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE"})
  void manyLargeFilesAtOncePassThroughASmallHeap(LibraryPair pair) throws Exception {
    ProcessBuilder child =
        ChildJvm.running(List.of("-Xmx64m"), EnvironmentTest.class, "memory", pair, directory);

    assertThat(said(child)).contains("16 files in and out");
  }

  @ParameterizedTest
  @CsvSource({"C, US-ASCII", "POSIX, ISO-8859-1", "C, UTF-8"})
  void namesOfAllScriptsAreKeptWhateverTheLocale(String locale, String encoding) throws Exception {
    LibraryPair pair = LibraryPair.SQLITE_LOCAL;
    ProcessBuilder child =
        ChildJvm.running(
            List.of("-Xmx64m", "-Dfile.encoding=" + encoding, "-Duser.language=tr"),
            EnvironmentTest.class,
            "names",
            pair,
            directory);
    child.environment().put("LC_ALL", locale);

    assertThat(said(child)).contains("kept");
    try (FileLibrary library =
        pair.open(directory, LibraryOptions.defaults().withoutCollection())) {
      ChannelFiles files = library.channel("team", "ada");
      for (String name : NAMES) {
        FileItem file = (FileItem) files.find(name).orElseThrow();
        assertThat(file.name().value()).isEqualTo(name);
        try (InputStream bytes = files.open(file.id())) {
          assertThat(bytes.readAllBytes()).isEqualTo(name.getBytes(UTF_8));
        }
      }
    }
  }

  private static String said(ProcessBuilder child) throws Exception {
    Process process = child.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private void assertSound(LibraryPair pair) throws Exception {
    LibraryBackends backends = pair.backends(directory);
    try (Catalog catalog = backends.catalog();
        StorageBackend storage = backends.storage()) {
      FileLibrary library =
          FileLibrary.open(catalog, storage, LibraryOptions.defaults().withoutCollection());
      library.collect();
      LibraryInvariants.check(catalog, storage);
    }
  }

  /** In the other JVM. */
  public static void main(String[] arguments) throws Exception {
    LibraryPair pair = LibraryPair.valueOf(arguments[1]);
    try (FileLibrary library =
        pair.open(Path.of(arguments[2]), LibraryOptions.defaults().withoutCollection())) {
      library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
      ChannelFiles files = library.channel("team", "ada");
      switch (arguments[0]) {
        case "files" -> exhaustDescriptors(files);
        case "memory" -> moveMany(files);
        default -> keepNames(files);
      }
    }
  }

  /** Takes all descriptors, works without one, gives them back, and works as before. */
  private static void exhaustDescriptors(ChannelFiles files) throws Exception {
    byte[] content = new byte[100_000];
    FileItem file = files.upload("first", content);
    loadClasses();
    List<InputStream> taken = new ArrayList<>();
    Path any = Path.of("/dev/zero");
    try {
      while (true) {
        taken.add(Files.newInputStream(any));
      }
    } catch (IOException none) {
      System.out.println(taken.size() + " descriptors were left");
    }
    int typed = 0;
    for (int i = 0; i < 30; i++) {
      typed += isTyped(() -> files.open(file.id()).close()) ? 1 : 0;
      int number = i;
      typed += isTyped(() -> files.upload("without" + number, content)) ? 1 : 0;
    }
    System.out.println(typed + " calls failed");
    for (InputStream stream : taken) {
      stream.close();
    }
    for (int i = 0; i < 200; i++) {
      try (InputStream bytes = files.open(file.id())) {
        if (!Arrays.equals(bytes.readAllBytes(), content)) {
          throw new IllegalStateException("other bytes");
        }
      }
      files.upload("after" + i, new byte[10]);
    }
    System.out.println("went on");
  }

  /** Loads what lies in folders, since without a descriptor the JVM itself finds no class there. */
  private static void loadClasses() throws Exception {
    String[] places = System.getProperty("java.class.path").split(File.pathSeparator);
    for (Path place : Arrays.stream(places).map(Path::of).filter(Files::isDirectory).toList()) {
      List<Path> classes;
      try (Stream<Path> all = Files.walk(place)) {
        classes = all.filter(path -> path.toString().endsWith(".class")).toList();
      }
      for (Path path : classes) {
        String file = place.relativize(path).toString().replace(File.separatorChar, '.');
        if (file.startsWith("io.filelibrary") && !file.contains("package-info")) {
          load(file.substring(0, file.length() - ".class".length()));
        }
      }
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, EnvironmentTest.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError unneeded) {
      // It is of a module whose own dependencies are not here.
      return;
    }
  }

  private interface Call {
    void run() throws Exception;
  }

  /** Whether a call failed, as it may with the error that says so. */
  private static boolean isTyped(Call call) throws Exception {
    try {
      call.run();
      return false;
    } catch (FileLibraryException failure) {
      if (failure.code() != ErrorCode.BACKEND_UNAVAILABLE
          && failure.code() != ErrorCode.BACKEND_FAILED) {
        throw failure;
      }
      return true;
    }
  }

  private static void moveMany(ChannelFiles files) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    CountDownLatch all = new CountDownLatch(16);
    List<Future<Long>> moved = new ArrayList<>();
    long size = 12L << 20;
    for (int i = 0; i < 16; i++) {
      String name = "large" + i;
      moved.add(
          threads.submit(
              () -> {
                all.countDown();
                all.await();
                try (InputStream zeros = Files.newInputStream(Path.of("/dev/zero"))) {
                  FileItem file = files.upload(name, ByteStreams.limit(zeros, size));
                  return files.download(file.id(), OutputStream.nullOutputStream());
                }
              }));
    }
    int complete = 0;
    for (Future<Long> each : moved) {
      complete += each.get() == size ? 1 : 0;
    }
    threads.shutdown();
    System.out.println(complete + " files in and out");
  }

  private static void keepNames(ChannelFiles files) {
    for (String name : NAMES) {
      files.upload(name, name.getBytes(UTF_8));
      if (!files.find(name).orElseThrow().name().value().equals(name)) {
        throw new IllegalStateException("another name");
      }
    }
    System.out.println("kept");
  }
}
