package io.filelibrary.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Stamp STAMP = new Stamp(NOW, ActorId.of("actor"));
  private static final ChannelId CHANNEL = ChannelId.of("channel");
  private static final ItemId ROOT = new ItemId(new UUID(0, 1));
  private static final ItemId HOME = new ItemId(new UUID(0, 2));
  private static final ContentKey KEY = new ContentKey("private/1");
  private static final Sha256 HASH = Sha256.of("a".repeat(64));
  private static final LinkUrl LINK = LinkUrl.of("https://example.org");
  private static final FileRecord PENDING = file(FileStatus.PENDING, 0, false);
  private static final FileRecord COMPLETED = file(FileStatus.COMPLETED, 1, true);

  @Test
  void placementsHaveThePartsOfTheirState() {
    assertThat(Placement.ROOT.parent()).isEmpty();
    assertThat(Placement.living(HOME))
        .isEqualTo(placement(ItemState.LIVING, Optional.of(HOME), false, false));
    assertThat(Placement.trashed(ROOT, HOME, NOW))
        .isEqualTo(placement(ItemState.TRASHED, Optional.of(ROOT), true, true));
    assertThat(Placement.detached(ROOT, HOME, NOW))
        .isEqualTo(placement(ItemState.DETACHED, Optional.of(ROOT), true, true));
    assertThat(Placement.deleted(ROOT, NOW))
        .isEqualTo(placement(ItemState.DELETED, Optional.of(ROOT), false, true));
  }

  @ParameterizedTest
  @EnumSource(ItemState.class)
  void placementWithOtherPartsIsRefused(ItemState state) {
    boolean home = state == ItemState.TRASHED || state == ItemState.DETACHED;
    boolean since = state != ItemState.LIVING;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> placement(state, Optional.of(ROOT), !home, since));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> placement(state, Optional.of(ROOT), home, !since));
    if (state != ItemState.LIVING) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> placement(state, Optional.empty(), home, since));
    }
  }

  @ParameterizedTest
  @EnumSource(ItemKind.class)
  void itemHasThePartsOfItsKind(ItemKind kind) {
    for (int parts = 0; parts < 4; parts++) {
      Optional<LinkUrl> link = (parts & 1) == 0 ? Optional.empty() : Optional.of(LINK);
      Optional<FileRecord> file = (parts & 2) == 0 ? Optional.empty() : Optional.of(PENDING);
      boolean fit =
          link.isPresent() == (kind == ItemKind.LINK)
              && file.isPresent() == (kind == ItemKind.FILE);
      if (fit) {
        assertThat(item(kind, 1, link, file).kind()).isEqualTo(kind);
      } else {
        assertThatIllegalArgumentException().isThrownBy(() -> item(kind, 1, link, file));
      }
    }
  }

  @Test
  void revisionsCountFromOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> item(ItemKind.FOLDER, 0, Optional.empty(), Optional.empty()));
  }

  @Test
  void copiesOfAnItemDifferInOnePart() {
    ItemRecord folder = item(ItemKind.FOLDER, 1, Optional.empty(), Optional.empty());
    Stamp later = new Stamp(NOW.plusSeconds(1), ActorId.of("other"));
    Attributes attributes = Attributes.of(Map.of("a", "b"));

    assertThat(folder.withName("B", "b").name()).isEqualTo("B");
    assertThat(folder.withName("B", "b").nameKey()).isEqualTo("b");
    assertThat(folder.withName("B", "b").withName("a", "a")).isEqualTo(folder);
    assertThat(folder.withVisibility(Visibility.PUBLIC).visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(folder.withAttributes(attributes).attributes()).isEqualTo(attributes);
    assertThat(folder.withPlacement(Placement.deleted(ROOT, NOW)).placement().state())
        .isEqualTo(ItemState.DELETED);
    assertThat(folder.changed(later).revision()).isEqualTo(2);
    assertThat(folder.changed(later).updated()).isEqualTo(later);
    assertThat(folder.changed(later).created()).isEqualTo(STAMP);
  }

  @Test
  void copiesOfAnItemKeepItsKind() {
    ItemRecord folder = item(ItemKind.FOLDER, 1, Optional.empty(), Optional.empty());
    ItemRecord file = item(ItemKind.FILE, 1, Optional.empty(), Optional.of(PENDING));

    assertThat(file.withFile(COMPLETED).file()).contains(COMPLETED);
    assertThatIllegalArgumentException().isThrownBy(() -> folder.withFile(COMPLETED));
    assertThatIllegalArgumentException().isThrownBy(() -> folder.withLinkUrl(LINK));
  }

  @Test
  void fileHasThePartsOfItsStatus() {
    assertThat(COMPLETED.content()).contains(KEY);
    assertThatIllegalArgumentException().isThrownBy(() -> file(FileStatus.PENDING, 1, false));
    assertThatIllegalArgumentException().isThrownBy(() -> file(FileStatus.PENDING, 0, true));
    assertThatIllegalArgumentException().isThrownBy(() -> file(FileStatus.COMPLETED, 0, true));
    assertThatIllegalArgumentException().isThrownBy(() -> file(FileStatus.COMPLETED, 1, false));
  }

  @Test
  void sizeOfAFileIsNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FileRecord(
                    FileStatus.PENDING,
                    -1,
                    ContentType.OCTET_STREAM,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    false));
  }

  @Test
  void contentGoesFromIntentToLiveToDoomed() {
    ContentRecord intent = content(ContentState.INTENT, 0, false, true);
    ContentRecord arrived = intent.arrived(5, HASH, OptionalInt.of(7), true);
    ContentRecord live = arrived.live(2);
    ContentRecord doomed = live.doomed(NOW);

    assertThat(arrived.size()).hasValue(5);
    assertThat(arrived.inline()).isTrue();
    assertThat(arrived.state()).isEqualTo(ContentState.INTENT);
    assertThat(live.refs()).isEqualTo(2);
    assertThat(live.due()).isEmpty();
    assertThat(doomed.refs()).isZero();
    assertThat(doomed.due()).contains(NOW);
    assertThat(doomed.sha256()).contains(HASH);
    assertThat(doomed.crc32c()).hasValue(7);
  }

  @ParameterizedTest
  @EnumSource(ContentState.class)
  void contentWithOtherPartsIsRefused(ContentState state) {
    boolean live = state == ContentState.LIVE;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> content(state, live ? 0 : 1, true, !live));
    assertThatIllegalArgumentException().isThrownBy(() -> content(state, -1, true, !live));
    assertThatIllegalArgumentException().isThrownBy(() -> content(state, live ? 1 : 0, true, live));
  }

  @Test
  void contentIsNotLiveBeforeItArrived() {
    ContentRecord intent = content(ContentState.INTENT, 0, false, true);
    ContentRecord arrived = intent.arrived(5, HASH, OptionalInt.empty(), false);

    assertThatIllegalArgumentException().isThrownBy(() -> intent.live(1));
    assertThatIllegalArgumentException().isThrownBy(() -> arrived.live(0));
  }

  @Test
  void contentHasNoCrc32cBeforeItArrived() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ContentRecord(
                    KEY,
                    CHANNEL,
                    ContentState.INTENT,
                    0,
                    false,
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalInt.of(7),
                    false,
                    Optional.of(NOW)));
  }

  @Test
  void contentHasBothSizeAndHashOrNeither() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ContentRecord(
                    KEY,
                    CHANNEL,
                    ContentState.INTENT,
                    0,
                    false,
                    OptionalLong.of(1),
                    Optional.empty(),
                    OptionalInt.empty(),
                    false,
                    Optional.of(NOW)));
  }

  @Test
  void copiesOfAnUploadDifferInOnePart() {
    UploadRecord upload = upload(Optional.empty(), Optional.empty());

    assertThat(upload.withContent(KEY)).isEqualTo(upload(Optional.of(KEY), Optional.empty()));
    assertThat(upload.withContent(KEY).withParts("id"))
        .isEqualTo(upload(Optional.of(KEY), Optional.of("id")));
    assertThat(upload.withContent(KEY).withParts("id").withState(UploadState.COMPLETED).parts())
        .contains("id");
    assertThat(upload.withState(UploadState.COMPLETED).state()).isEqualTo(UploadState.COMPLETED);
    assertThat(upload.withState(UploadState.COMPLETED).withState(UploadState.OPEN))
        .isEqualTo(upload);
  }

  @Test
  void anotherKeyHasNoUploadInParts() {
    ContentKey other = new ContentKey("private/2");

    assertThat(upload(Optional.of(KEY), Optional.of("id")).withContent(other))
        .isEqualTo(upload(Optional.of(other), Optional.empty()));
  }

  @Test
  void uploadInPartsNeedsAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> upload(Optional.empty(), Optional.of("id")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> upload(Optional.empty(), Optional.empty()).withParts("id"));
  }

  @Test
  void idOfAnUploadInPartsHasTheFormThatStoragesGive() {
    UploadRecord upload = upload(Optional.of(KEY), Optional.empty());

    assertThat(upload.withParts("!~".repeat(512)).parts()).contains("!~".repeat(512));
    for (String id : List.of("", "a".repeat(1025), "a b", "a\n", "\u007f", "\u00e9")) {
      assertThatIllegalArgumentException().as(id).isThrownBy(() -> upload.withParts(id));
    }
  }

  @Test
  void backendExceptionChangedNothingUnlessItSaysSo() {
    BackendException plain = new BackendException(BackendException.Reason.CORRUPT, "text");
    BackendException unknown =
        new BackendException(BackendException.Reason.UNAVAILABLE, Effect.UNKNOWN, "text", plain);

    assertThat(plain.effect()).isEqualTo(Effect.NONE);
    assertThat(plain.reason()).isEqualTo(BackendException.Reason.CORRUPT);
    assertThat(unknown.effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(unknown).hasCause(plain);
  }

  private static UploadRecord upload(Optional<ContentKey> content, Optional<String> parts) {
    return new UploadRecord(
        new UploadId(new UUID(0, 3)),
        CHANNEL,
        HOME,
        UploadState.OPEN,
        content,
        parts,
        OptionalLong.of(5),
        Optional.of(HASH),
        9,
        ConflictPolicy.RENAME,
        NOW);
  }

  private static Placement placement(
      ItemState state, Optional<ItemId> parent, boolean home, boolean since) {
    return new Placement(
        state,
        parent,
        home ? Optional.of(HOME) : Optional.empty(),
        since ? Optional.of(NOW) : Optional.empty());
  }

  private static ItemRecord item(
      ItemKind kind, long revision, Optional<LinkUrl> link, Optional<FileRecord> file) {
    return new ItemRecord(
        HOME,
        CHANNEL,
        kind,
        Placement.living(ROOT),
        "a",
        "a",
        STAMP,
        STAMP,
        revision,
        Visibility.PRIVATE,
        Attributes.NONE,
        link,
        file);
  }

  private static FileRecord file(FileStatus status, int version, boolean withContent) {
    return new FileRecord(
        status,
        5,
        ContentType.OCTET_STREAM,
        version,
        withContent ? Optional.of(KEY) : Optional.empty(),
        withContent ? Optional.of(HASH) : Optional.empty(),
        false);
  }

  private static ContentRecord content(
      ContentState state, long refs, boolean arrived, boolean due) {
    return new ContentRecord(
        KEY,
        CHANNEL,
        state,
        refs,
        false,
        arrived ? OptionalLong.of(5) : OptionalLong.empty(),
        arrived ? Optional.of(HASH) : Optional.empty(),
        OptionalInt.empty(),
        false,
        due ? Optional.of(NOW) : Optional.empty());
  }
}
