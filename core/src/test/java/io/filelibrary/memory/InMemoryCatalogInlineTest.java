package io.filelibrary.memory;

import static io.filelibrary.memory.Rows.CHANNEL;
import static io.filelibrary.memory.Rows.NOW;
import static io.filelibrary.memory.Rows.OTHER_CHANNEL;
import static io.filelibrary.memory.Rows.intent;
import static io.filelibrary.memory.Rows.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryCatalogInlineTest {
  private static final ContentRecord ROW = Rows.inline(key(1));

  private CatalogFixture fixture;
  private InMemoryCatalog catalog;

  @BeforeEach
  void createCatalog() throws BackendException {
    fixture = new CatalogFixture();
    catalog = fixture.catalog;
  }

  @Test
  void limitIs64KibibytesUnlessTold() {
    assertThat(catalog.inlineLimit()).isEqualTo(65_536);
    assertThat(InMemoryCatalog.create(new UUID(0, 1), 0).inlineLimit()).isZero();
    assertThat(InMemoryCatalog.create(new UUID(0, 1), 1_048_576).inlineLimit())
        .isEqualTo(1_048_576);
  }

  @Test
  void limitOutOfItsBoundsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InMemoryCatalog.create(new UUID(0, 1), -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InMemoryCatalog.create(new UUID(0, 1), 1_048_577));
  }

  @Test
  void bytesComeBackAsCopies() throws BackendException {
    byte[] given = {1, 2, 3};
    put(given);
    given[0] = 9;
    inline(CHANNEL).orElseThrow()[1] = 9;

    assertThat(inline(CHANNEL))
        .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2, 3));
  }

  @Test
  void emptyContentIsHeldToo() throws BackendException {
    put(new byte[0]);

    assertThat(inline(CHANNEL)).hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
  }

  @Test
  void contentWithoutBytesAndAbsentContentHaveNone() throws BackendException {
    fixture.write(writer -> writer.insertContent(intent(CHANNEL, key(1), NOW)));

    assertThat(inline(CHANNEL)).isEmpty();
    assertThat(fixture.find(reader -> catalog.inline(reader, CHANNEL, key(9)))).isEmpty();
  }

  @Test
  void bytesAreOfTheirOwnChannelAlone() throws BackendException {
    put(new byte[1]);

    assertThat(inline(OTHER_CHANNEL)).isEmpty();
  }

  @Test
  void bytesNeedAKeyThatIsFree() throws BackendException {
    put(new byte[1]);
    fixture.assertRefused(writer -> catalog.insertInline(writer, ROW, new byte[2]));

    assertThat(inline(CHANNEL)).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(1));
  }

  @Test
  void bytesOfAContentInTheStorageAreNotTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                fixture.write(
                    writer -> catalog.insertInline(writer, Rows.live(key(1)), new byte[1])));
  }

  @Test
  void bytesOverTheLimitAreRefused() throws BackendException {
    fixture.assertRefused(writer -> catalog.insertInline(writer, ROW, new byte[65_537]));
    put(new byte[65_536]);
  }

  @Test
  void bytesAreRolledBackWithTheTransaction() throws BackendException {
    fixture.assertRefused(
        writer -> {
          catalog.insertInline(writer, ROW, new byte[1]);
          writer.insertContent(intent(CHANNEL, key(1), NOW));
        });

    assertThat(inline(CHANNEL)).isEmpty();
  }

  @Test
  void bytesGoWithTheirContent() throws BackendException {
    put(new byte[1]);
    fixture.write(
        writer -> {
          writer.updateContent(ROW.doomed(NOW), ContentState.INTENT);
          writer.deleteContent(CHANNEL, key(1));
          writer.insertContent(intent(CHANNEL, key(1), NOW));
        });

    assertThat(inline(CHANNEL)).isEmpty();
  }

  @Test
  void bytesStayThroughAnUpdateOfTheirContent() throws BackendException {
    put(new byte[1]);
    fixture.write(writer -> writer.updateContent(ROW.live(1), ContentState.INTENT));

    assertThat(inline(CHANNEL)).isPresent();
  }

  @Test
  void transactionOfAnotherCatalogIsRefused() throws BackendException {
    InMemoryCatalog other = InMemoryCatalog.create(new UUID(3, 4));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.find(reader -> other.inline(reader, CHANNEL, key(1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.write(writer -> other.insertInline(writer, ROW, new byte[1])));
  }

  private void put(byte[] bytes) throws BackendException {
    fixture.write(writer -> catalog.insertInline(writer, ROW, bytes));
  }

  private Optional<byte[]> inline(ChannelId channel) throws BackendException {
    return fixture.find(reader -> catalog.inline(reader, channel, key(1)));
  }
}
