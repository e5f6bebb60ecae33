package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.TenantId;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that is killed in the middle of its uploads has lost nothing that it was told is done.
 */
@Timeout(120)
final class CrashTest {
  private static final int ACKNOWLEDGED = 60;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE"})
  void whatWasAcknowledgedSurvivesTheKill(LibraryPair pair) throws Exception {
    List<String> acknowledged = killedAfter(pair, ACKNOWLEDGED);

    try (FileLibrary library = pair.open(directory, LibraryOptions.defaults())) {
      ChannelFiles files = library.channel("team", "ada");
      for (String name : acknowledged) {
        FileItem file = (FileItem) files.find(name).orElseThrow();
        try (InputStream bytes = files.open(file.id())) {
          assertThat(bytes.readAllBytes()).as(name).isEqualTo(content(name));
        }
      }
      List<Item> all = files.stream(FolderRef.root(), ListOptions.DEFAULT).toList();
      assertThat(files.channel().usage().items()).isEqualTo(all.size());
      assertThat(files.changes(0, 1000)).hasSize(all.size());
    }
  }

  private List<String> killedAfter(LibraryPair pair, int count) throws Exception {
    Process process =
        ChildJvm.running(List.of("-Xmx64m"), CrashTest.class, pair, directory).start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      while (acknowledged.size() < count) {
        acknowledged.add(said.readLine());
      }
    } finally {
      process.destroyForcibly();
      process.waitFor(1, TimeUnit.MINUTES);
    }
    return acknowledged;
  }

  /** In the other JVM: uploads small and larger files from two threads until it is killed. */
  public static void main(String[] arguments) throws Exception {
    FileLibrary library =
        LibraryPair.valueOf(arguments[0]).open(Path.of(arguments[1]), LibraryOptions.defaults());
    library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    ChannelFiles files = library.channel("team", "ada");
    for (String thread : List.of("a", "b")) {
      new Thread(() -> uploadForEver(files, thread)).start();
    }
  }

  private static void uploadForEver(ChannelFiles files, String thread) {
    for (int i = 0; i < 100_000; i++) {
      String name = thread + i;
      files.upload(name, content(name));
      System.out.println(name);
    }
  }

  private static byte[] content(String name) {
    int size = new Random(name.hashCode()).nextInt(200_000);
    byte[] content = new byte[size];
    Arrays.fill(content, (byte) name.hashCode());
    return content;
  }
}
