package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.KEY;
import static io.filelibrary.storage.local.Samples.OTHER;
import static io.filelibrary.storage.local.Samples.bytes;
import static io.filelibrary.storage.local.Samples.filesBelow;
import static io.filelibrary.storage.local.Samples.keys;
import static io.filelibrary.storage.local.Samples.keysByPages;
import static io.filelibrary.storage.local.Samples.put;
import static io.filelibrary.storage.local.Samples.read;
import static io.filelibrary.storage.local.Samples.reason;
import static io.filelibrary.storage.local.Samples.sourceThat;
import static io.filelibrary.storage.local.Samples.temporaryFiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.storage.local.Places.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The storage on a real disk and on file systems with other rules. */
final class LocalStorageTest {
  @TempDir Path temporary;
  private Places places;

  @BeforeEach
  void openPlaces() {
    places = new Places(temporary);
  }

  @AfterEach
  void closePlaces() throws IOException {
    places.close();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whatIsPutIsReadStatedAndListed(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));

    StoredObject stored = put(storage, KEY, "some text");

    assertThat(stored.key()).isEqualTo(KEY);
    assertThat(stored.size()).isEqualTo(9);
    assertThat(stored.sha256()).isEmpty();
    assertThat(read(storage, KEY)).isEqualTo("some text");
    assertThat(storage.stat(KEY)).contains(stored);
    assertThat(storage.list(Optional.empty(), 10)).containsExactly(stored);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void anEmptyObjectIsAnObject(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));

    storage.put(KEY, bytes(""), OptionalLong.of(0), ContentHints.NONE);

    assertThat(read(storage, KEY)).isEmpty();
    assertThat(storage.stat(KEY).map(StoredObject::size)).contains(0L);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aContentOfManyBuffersIsKeptByteByByte(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    byte[] content = new byte[3 * LocalStorage.BUFFER_BYTES + 17];
    new Random(42).nextBytes(content);

    storage.put(
        KEY, new ByteArrayInputStream(content), OptionalLong.of(content.length), ContentHints.NONE);

    try (InputStream stream = storage.open(KEY, ByteRange.ALL)) {
      assertThat(stream.readAllBytes()).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aRangeEndsWhereTheObjectEnds(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    put(storage, KEY, "0123456789");

    assertThat(read(storage, KEY, ByteRange.of(2, 3))).isEqualTo("234");
    assertThat(read(storage, KEY, ByteRange.of(8, 100))).isEqualTo("89");
    assertThat(read(storage, KEY, ByteRange.from(7))).isEqualTo("789");
    assertThat(read(storage, KEY, ByteRange.from(10))).isEmpty();
    assertThat(read(storage, KEY, ByteRange.from(Long.MAX_VALUE))).isEmpty();
    assertThat(read(storage, KEY, ByteRange.of(3, 0))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void skippingAndReadingSingleBytesStaysWithinTheRange(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    put(storage, KEY, "0123456789");

    try (InputStream stream = storage.open(KEY, ByteRange.of(1, 5))) {
      assertThat(stream.available()).isEqualTo(5);
      assertThat(stream.skip(3)).isEqualTo(3);
      assertThat(stream.read()).isEqualTo('4');
      assertThat(stream.skip(10)).isEqualTo(1);
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aSecondPutIsRefusedAndChangesNothing(Place place) throws IOException {
    Path root = places.root(place);
    LocalStorage storage = LocalStorage.open(root);
    put(storage, KEY, "first");

    assertThatThrownBy(() -> put(storage, KEY, "second")).matches(reason(Reason.ALREADY_EXISTS));

    assertThat(read(storage, KEY)).isEqualTo("first");
    assertThat(temporaryFiles(root)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void anObjectThatAppearsDuringAPutIsNotOverwritten(Place place) throws IOException {
    Path root = places.root(place);
    LocalStorage storage = LocalStorage.open(root);
    LocalStorage other = LocalStorage.open(root);
    InputStream slow = sourceThat(() -> put(other, KEY, "the other's"));

    assertThatThrownBy(() -> storage.put(KEY, slow, OptionalLong.empty(), ContentHints.NONE))
        .matches(reason(Reason.ALREADY_EXISTS));

    assertThat(read(storage, KEY)).isEqualTo("the other's");
    assertThat(temporaryFiles(root)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aSourceThatIsTooShortLeavesNothing(Place place) throws IOException {
    Path root = places.root(place);
    LocalStorage storage = LocalStorage.open(root);

    assertThatThrownBy(() -> storage.put(KEY, bytes("four"), OptionalLong.of(5), ContentHints.NONE))
        .matches(reason(Reason.SIZE_MISMATCH));

    assertThat(filesBelow(root)).containsExactly("format");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aSourceThatIsTooLongIsReadOneByteFartherAndLeavesNothing(Place place) throws IOException {
    Path root = places.root(place);
    LocalStorage storage = LocalStorage.open(root);
    InputStream source = bytes("more than four");

    assertThatThrownBy(() -> storage.put(KEY, source, OptionalLong.of(4), ContentHints.NONE))
        .matches(reason(Reason.SIZE_MISMATCH));

    assertThat(source.available()).isEqualTo("more than four".length() - 5);
    assertThat(filesBelow(root)).containsExactly("format");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whatTheSourceThrowsIsRethrownAsItIsAndLeavesNothing(Place place) throws IOException {
    Path root = places.root(place);
    LocalStorage storage = LocalStorage.open(root);
    IOException failure = new IOException("the client went away");
    InputStream source =
        new SequenceInputStream(
            bytes("begins well"),
            sourceThat(
                () -> {
                  throw failure;
                }));

    assertThatThrownBy(() -> storage.put(KEY, source, OptionalLong.empty(), ContentHints.NONE))
        .isSameAs(failure);

    assertThat(filesBelow(root)).containsExactly("format");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void anAbsentObjectIsNotFoundWhenItIsOpened(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));

    assertThatThrownBy(() -> storage.open(KEY, ByteRange.ALL)).matches(reason(Reason.NOT_FOUND));
    assertThat(storage.stat(KEY)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void deletingCanBeRepeatedAndSparesOthers(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    put(storage, KEY, "goes");
    put(storage, OTHER, "stays");

    storage.delete(List.of(KEY, new ContentKey("never/put")));
    storage.delete(List.of(KEY));

    assertThat(storage.stat(KEY)).isEmpty();
    assertThat(read(storage, OTHER)).isEqualTo("stays");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void keysAreListedInTheirOrderWhateverTheyLookLike(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    List<String> odd =
        List.of(
            "-",
            "--/-",
            "0",
            "3f",
            "3f/3f",
            "3f9c",
            "a",
            "a-",
            "a-b",
            "a-b/c",
            "a/a",
            "a/b",
            "a/b/c/d",
            "a/b0",
            "a0",
            "ab-c",
            "ab/c",
            "ab0",
            "abc",
            "abc-/x",
            "abc/x",
            "abd",
            "aux/con",
            "catalog-id",
            "com1",
            "con",
            "con/nul/prn",
            "nul",
            "private/3f9c",
            "public/3f9c",
            "tmp",
            "x".repeat(128));
    List<String> shuffled = new ArrayList<>(odd);
    Collections.shuffle(shuffled, new Random(7));
    for (String key : shuffled) {
      put(storage, new ContentKey(key), key);
    }

    assertThat(odd).isSorted();
    assertThat(keys(storage)).containsExactlyElementsOf(odd);
    assertThat(keysByPages(storage, 1)).containsExactlyElementsOf(odd);
    assertThat(keysByPages(storage, 5)).containsExactlyElementsOf(odd);
    for (String key : odd) {
      assertThat(read(storage, new ContentKey(key))).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void theKeyToListBehindNeedNotExist(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    put(storage, new ContentKey("a/b"), "");
    put(storage, new ContentKey("b"), "");

    assertThat(storage.list(Optional.of(new ContentKey("a-zzz/y")), 9)).hasSize(2);
    assertThat(storage.list(Optional.of(new ContentKey("a/b/c")), 9)).hasSize(1);
    assertThat(storage.list(Optional.of(new ContentKey("b/0")), 9)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aCopyIsAnObjectOfItsOwn(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    put(storage, KEY, "copied");

    StoredObject copy = storage.copy(KEY, OTHER, ContentHints.NONE);
    storage.delete(List.of(KEY));

    assertThat(storage.stat(OTHER)).contains(copy);
    assertThat(read(storage, OTHER)).isEqualTo("copied");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aCopyNeedsASourceAndAFreeTarget(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    put(storage, KEY, "present");

    assertThatThrownBy(() -> storage.copy(OTHER, KEY, ContentHints.NONE))
        .matches(reason(Reason.NOT_FOUND));
    assertThatThrownBy(() -> storage.copy(KEY, KEY, ContentHints.NONE))
        .matches(reason(Reason.ALREADY_EXISTS));
    assertThat(read(storage, KEY)).isEqualTo("present");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void anObjectThatShrinksUnderItsReaderFailsAndDoesNotEnd(Place place) throws IOException {
    Path root = places.root(place);
    LocalStorage storage = LocalStorage.open(root);
    put(storage, KEY, "x".repeat(3 * LocalStorage.BUFFER_BYTES));
    Path file = new KeyLayout(root.resolve("objects")).fileOf(KEY);

    try (InputStream stream = storage.open(KEY, ByteRange.ALL)) {
      assertThat(stream.read()).isEqualTo('x');
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(10);
      }

      assertThatThrownBy(stream::readAllBytes).matches(reason(Reason.CORRUPT));
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aDeletedObjectReadsToItsEnd(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    String content = "x".repeat(2 * LocalStorage.BUFFER_BYTES);
    put(storage, KEY, content);

    try (InputStream stream = storage.open(KEY, ByteRange.ALL)) {
      storage.delete(List.of(KEY));

      assertThat(stream.readAllBytes()).hasSize(content.length());
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void afterCloseEachCallSaysSo(Place place) throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(place));
    storage.close();
    storage.close();

    assertThatThrownBy(() -> put(storage, KEY, "")).matches(reason(Reason.CLOSED));
    assertThatThrownBy(() -> storage.open(KEY, ByteRange.ALL)).matches(reason(Reason.CLOSED));
    assertThatThrownBy(() -> storage.stat(KEY)).matches(reason(Reason.CLOSED));
    assertThatThrownBy(() -> storage.delete(List.of())).matches(reason(Reason.CLOSED));
    assertThatThrownBy(() -> storage.list(Optional.empty(), 1)).matches(reason(Reason.CLOSED));
    assertThatThrownBy(() -> storage.copy(KEY, OTHER, ContentHints.NONE))
        .matches(reason(Reason.CLOSED));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whatOneInstancePutsAnotherReads(Place place) throws IOException {
    Path root = places.root(place);
    LocalStorage one = LocalStorage.open(root);
    LocalStorage other = LocalStorage.open(root);

    put(one, KEY, "shared");

    assertThat(read(other, KEY)).isEqualTo("shared");
    assertThatThrownBy(() -> put(other, KEY, "again")).matches(reason(Reason.ALREADY_EXISTS));
    other.delete(List.of(KEY));
    assertThat(one.stat(KEY)).isEmpty();
  }
}
