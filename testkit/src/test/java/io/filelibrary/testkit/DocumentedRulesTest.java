package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.Leftovers;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.testkit.library.DirectLibraryContract;
import io.filelibrary.testkit.library.FileLibraryContract;
import io.filelibrary.testkit.library.LibraryBackends;
import io.filelibrary.testkit.library.PersistentLibraryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.commons.support.AnnotationSupport;

/** The document of the rules says what the kit tests. */
class DocumentedRulesTest {
  private static final Path DOCUMENT = Path.of("../docs/spi-contract.md");
  private static final List<Path> EXAMPLES =
      List.of(
          Path.of("src/test/java/io/filelibrary/testkit/InMemoryStorageTest.java"),
          Path.of("src/test/java/io/filelibrary/testkit/library/InMemoryLibraryTest.java"));

  /** All contracts of storages, to be discovered only. */
  static class AllOfStorages
      implements StorageBackendContract, SharedStorageContract, ServerSideCopyContract {
    @Override
    public ServerSideCopy open() throws IOException {
      throw new IOException("never opened");
    }
  }

  /** The contract of what is left, which says more than how to open a storage. */
  static class AllOfLeftovers implements LeftoversContract {
    @Override
    public Leftovers open() throws IOException {
      throw new IOException("never opened");
    }

    @Override
    public void leave(int size, Instant touchedAt) {}
  }

  /** All contracts of what clients do past the library, to be discovered only. */
  static class AllOfDirectTransfers
      implements DirectUploadsContract,
          DirectDownloadsContract,
          PublicUrlsContract,
          DirectMultipartUploadsContract,
          StagedUploadsContract {
    @Override
    public SignedStorage open() throws IOException {
      throw new IOException("never opened");
    }
  }

  /** All contracts of catalogs, to be discovered only. */
  static class AllOfCatalogs
      implements CatalogContract,
          SharedCatalogContract,
          PersistentCatalogContract,
          ConcurrentReadsContract,
          InlineContentsContract {
    @Override
    public InlineContents open() throws BackendException {
      throw new BackendException(BackendException.Reason.UNAVAILABLE, "never opened");
    }
  }

  /** All contracts of libraries, to be discovered only. */
  static class AllOfLibraries
      implements FileLibraryContract, PersistentLibraryContract, DirectLibraryContract {
    @Override
    public LibraryBackends open() throws IOException {
      throw new IOException("never opened");
    }
  }

  /** Whatever is listed here is documented, and its rules have numbers of their own. */
  private static Stream<Class<?>> allContracts() {
    return Stream.of(
        AllOfStorages.class,
        AllOfLeftovers.class,
        AllOfDirectTransfers.class,
        AllOfCatalogs.class,
        AllOfLibraries.class);
  }

  @Test
  void everyRuleIsDocumentedInItsOwnWords() throws IOException {
    Pattern rule = Pattern.compile("^- \\*\\*([SDCL]\\d+)\\*\\* (.*)\\.$", Pattern.MULTILINE);
    List<String> documented =
        rule.matcher(Files.readString(DOCUMENT))
            .results()
            .map((MatchResult match) -> match.group(1) + " " + match.group(2))
            .sorted()
            .toList();
    assertThat(documented).isEqualTo(rules());
  }

  @Test
  void everyRuleHasANumberOfItsOwn() {
    assertThat(rules().stream().map(rule -> rule.substring(0, rule.indexOf(' '))))
        .allMatch(number -> number.matches("[SDCL]\\d{2,3}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyContractHasATimeout() {
    List<Class<?>> contracts =
        allContracts().<Class<?>>flatMap(all -> Stream.of(all.getInterfaces())).toList();
    assertThat(contracts)
        .hasSize(17)
        .allMatch(contract -> contract.isAnnotationPresent(Timeout.class));
    assertThat(AnnotationSupport.findAnnotation(InMemoryStorageTest.class, Timeout.class))
        .as("found through the interface")
        .isPresent();
  }

  @Test
  void examplesAreTestsOfTheKit() throws IOException {
    for (Path example : EXAMPLES) {
      String source = Files.readString(example);
      assertThat(Files.readString(DOCUMENT))
          .contains(source.substring(source.indexOf("class ")).strip());
    }
  }

  private static List<String> rules() {
    return allContracts().flatMap(all -> ContractRun.rules(all).stream()).sorted().toList();
  }
}
