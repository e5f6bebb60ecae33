package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Attributes ATTRIBUTES = Attributes.of(Map.of("a", "b"));

  @Test
  void createOptionsChangeOneFieldAtATime() {
    CreateOptions options =
        CreateOptions.DEFAULT
            .withConflict(ConflictPolicy.RENAME)
            .withCreateParents()
            .withVisibility(Visibility.PUBLIC)
            .withAttributes(ATTRIBUTES);

    assertThat(options)
        .isEqualTo(new CreateOptions(ConflictPolicy.RENAME, true, Visibility.PUBLIC, ATTRIBUTES));
    assertThat(CreateOptions.DEFAULT)
        .isEqualTo(
            new CreateOptions(ConflictPolicy.FAIL, false, Visibility.PRIVATE, Attributes.NONE));
  }

  @Test
  void uploadOptionsChangeOneFieldAtATime() {
    ProgressListener listener = bytes -> {};
    Sha256 hash = Sha256.of("a".repeat(64));
    UploadOptions options =
        UploadOptions.DEFAULT
            .withConflict(ConflictPolicy.REPLACE)
            .withCreateParents()
            .withVisibility(Visibility.PUBLIC)
            .withAttributes(ATTRIBUTES)
            .withContentType(ContentType.of("text/plain"))
            .withExpectedSize(5)
            .withExpectedSha256(hash)
            .withMaxSize(9)
            .withProgress(listener)
            .withForm();

    assertThat(options)
        .isEqualTo(
            new UploadOptions(
                new CreateOptions(ConflictPolicy.REPLACE, true, Visibility.PUBLIC, ATTRIBUTES),
                Optional.of(ContentType.of("text/plain")),
                OptionalLong.of(5),
                Optional.of(hash),
                9,
                listener,
                DirectWay.FORM));
    assertThat(options.withPlainPut().way()).isEqualTo(DirectWay.PLAIN_PUT);
  }

  @Test
  void uploadDeclaresNothingByDefault() {
    assertThat(UploadOptions.DEFAULT.create()).isEqualTo(CreateOptions.DEFAULT);
    assertThat(UploadOptions.DEFAULT.expectedSize()).isEmpty();
    assertThat(UploadOptions.DEFAULT.maxSize()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void negativeSizesAreRefused() {
    ChannelSpec spec = ChannelSpec.of(ChannelId.of("c"), TenantId.of("t"));

    assertThatExceptionOfType(InvalidSize.class)
        .isThrownBy(() -> UploadOptions.DEFAULT.withExpectedSize(-1));
    assertThatExceptionOfType(InvalidSize.class)
        .isThrownBy(() -> UploadOptions.DEFAULT.withMaxSize(-1));
    assertThatExceptionOfType(InvalidSize.class).isThrownBy(() -> spec.withQuotaBytes(-1));
    assertThat(UploadOptions.DEFAULT.withExpectedSize(0).withMaxSize(0).maxSize()).isZero();
    assertThat(spec.withQuotaBytes(0).quotaBytes()).hasValue(0);
  }

  @Test
  void listOptionsChangeOneFieldAtATime() {
    ListOptions options =
        ListOptions.DEFAULT
            .withSort(SortField.SIZE)
            .withDescending(true)
            .withFoldersFirst(false)
            .withPending(true)
            .withPageSize(7)
            .withCursor(new Cursor("abc"));

    assertThat(options)
        .isEqualTo(
            new ListOptions(SortField.SIZE, true, false, true, 7, Optional.of(new Cursor("abc"))));
    assertThat(ListOptions.DEFAULT)
        .isEqualTo(new ListOptions(SortField.NAME, false, true, false, 100, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
  void pageSizeOutOfItsBoundsIsRefused(int size) {
    assertThatExceptionOfType(InvalidSize.class)
        .isThrownBy(() -> ListOptions.DEFAULT.withPageSize(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void pageSizeReachesItsBounds(int size) {
    assertThat(ListOptions.DEFAULT.withPageSize(size).pageSize()).isEqualTo(size);
  }

  @Test
  void placeAndDeleteOptionsChangeOneFieldAtATime() {
    assertThat(
            PlaceOptions.DEFAULT
                .withConflict(ConflictPolicy.RENAME)
                .withCreateParents()
                .withExpectedRevision(3))
        .isEqualTo(new PlaceOptions(ConflictPolicy.RENAME, true, OptionalLong.of(3)));
    assertThat(DeleteOptions.DEFAULT.withRecursive().withExpectedRevision(3))
        .isEqualTo(new DeleteOptions(true, OptionalLong.of(3)));
  }

  @Test
  void itemChangesChangeOneFieldAtATime() {
    ItemChanges changes =
        ItemChanges.NONE
            .withName(ItemName.of("a"))
            .withFolder(FolderRef.at("b"))
            .withLinkUrl(LinkUrl.of("https://example.org"))
            .withAttributes(ATTRIBUTES)
            .withVisibility(Visibility.PUBLIC)
            .withContentType(ContentType.OCTET_STREAM)
            .withConflict(ConflictPolicy.RENAME)
            .withExpectedRevision(3);

    assertThat(changes)
        .isEqualTo(
            new ItemChanges(
                Optional.of(ItemName.of("a")),
                Optional.of(FolderRef.at("b")),
                Optional.of(LinkUrl.of("https://example.org")),
                Optional.of(ATTRIBUTES),
                Optional.of(Visibility.PUBLIC),
                Optional.of(ContentType.OCTET_STREAM),
                ConflictPolicy.RENAME,
                OptionalLong.of(3)));
  }

  @Test
  void channelSpecChangesOneFieldAtATime() {
    Membership membership =
        new Membership(
            MembershipType.COMPANY, Optional.of("client"), Optional.of("company"), List.of("m"));
    ChannelSpec spec =
        ChannelSpec.of(ChannelId.of("c"), TenantId.of("t"))
            .withMembership(membership)
            .withNamePolicy(NamePolicy.POSIX)
            .withCaseSensitive(false)
            .withAttributes(Attributes.of(Map.of("a", "b")))
            .withQuotaBytes(10);

    assertThat(spec)
        .isEqualTo(
            new ChannelSpec(
                ChannelId.of("c"),
                TenantId.of("t"),
                membership,
                NamePolicy.POSIX,
                false,
                OptionalLong.of(10),
                Attributes.of(Map.of("a", "b"))));
  }

  @Test
  void usageAddsUpAndDoesNotOverflow() {
    assertThat(Usage.NONE.plus(2, 10).plus(-1, -3)).isEqualTo(new Usage(1, 7));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> new Usage(0, Long.MAX_VALUE).plus(0, 1));
  }

  @Test
  void pageCopiesItsEntries() {
    List<String> entries = new ArrayList<>(List.of("a"));
    Page<String> page = new Page<>(entries, Optional.empty());
    entries.clear();

    assertThat(page.items()).containsExactly("a");
  }
}
