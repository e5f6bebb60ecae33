package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A library in memory that a test damages through its backends, and what a check says of it. */
final class CheckedLibrary implements AutoCloseable {
  /** More bytes than the catalog holds itself. */
  static final byte[] LARGE = Fixture.bytes(100_000);

  final Fixture fixture;
  final FileLibrary library;
  final ChannelFiles files;
  final List<Finding> findings = new ArrayList<>();

  private CheckedLibrary(Fixture fixture) {
    this.fixture = fixture;
    this.library = fixture.library;
    this.files = fixture.files;
  }

  static CheckedLibrary create() {
    return new CheckedLibrary(Fixture.create());
  }

  static CheckedLibrary of(Fixture fixture) {
    return new CheckedLibrary(fixture);
  }

  /** A change past the library. */
  interface Damage {
    void apply(CatalogWriter records) throws BackendException;
  }

  void plant(Damage damage) {
    try {
      fixture.catalog.write(
          Fixture.CHANNEL,
          Durability.DURABLE,
          records -> {
            damage.apply(records);
            return true;
          });
    } catch (BackendException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes the row of an item past the library. */
  void plant(ItemId item, UnaryOperator<ItemRecord> change) {
    plant(
        records -> {
          ItemRecord row = records.item(Fixture.CHANNEL, item).orElseThrow();
          assertThat(records.updateItem(change.apply(row), row.revision())).isTrue();
        });
  }

  CheckReport check() {
    return check(CheckOptions.DEFAULT);
  }

  CheckReport check(CheckOptions options) {
    findings.clear();
    CheckReport report = library.check(options, findings::add);
    assertThat(report.total()).isEqualTo(findings.size());
    return report;
  }

  /** Checks, and expects one finding alone. */
  Finding only(FindingKind kind) {
    return only(CheckOptions.DEFAULT, kind);
  }

  /** Checks, and expects one finding alone, and nothing that could not be looked at. */
  Finding only(CheckOptions options, FindingKind kind) {
    CheckReport report = check(options);
    assertThat(findings).extracting(Finding::kind).containsExactly(kind);
    assertThat(report.unchecked()).isEmpty();
    assertThat(report.isClean()).isFalse();
    return findings.get(0);
  }

  /** Checks, and expects nothing. */
  CheckReport clean(CheckOptions options) {
    CheckReport report = check(options);
    assertThat(findings).isEmpty();
    assertThat(report.unchecked()).isEmpty();
    assertThat(report.isClean()).isTrue();
    return report;
  }

  @Override
  public void close() {
    assertThat(fixture.storage.openStreams()).as("open streams").isZero();
    library.close();
  }
}
