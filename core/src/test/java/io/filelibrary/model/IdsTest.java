package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final String CANONICAL = "01890a5d-ac96-774b-bcce-b302099a8057";

  static List<Function<String, Object>> opaqueIds() {
    return List.of(ChannelId::of, TenantId::of, ActorId::of, IdsTest::memberOf);
  }

  @Test
  void idIsReadFromItsCanonicalTextInEitherCase() {
    assertThat(ItemId.parse(CANONICAL)).hasToString(CANONICAL);
    assertThat(ItemId.parse("01890A5D-AC96-774B-BCCE-B302099A8057"))
        .isEqualTo(new ItemId(UUID.fromString(CANONICAL)));
    assertThat(UploadId.parse(CANONICAL)).hasToString(CANONICAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "01890a5dac96774bbcceb302099a8057",
        "{01890a5d-ac96-774b-bcce-b302099a8057}",
        "01890a5d-ac96-774b-bcce-b302099a8057 ",
        "01890a5d-ac96-774b-bcce-b302099a8057\n",
        "01890a5d-ac96-774b-bcce-b302099a805g",
        "01890a5d-ac96-774b-bcce-b302099a805\uFF17",
        "00000000001890a5d-ac96-774b-bcce-b302099a8057",
        "../../etc/passwd",
      })
  void otherTextIsNoId(String text) {
    assertRefused(() -> ItemId.parse(text));
    assertRefused(() -> UploadId.parse(text));
  }

  @ParameterizedTest
  @MethodSource("opaqueIds")
  void opaqueIdsComeBackAsGiven(Function<String, Object> create) {
    for (String text :
        List.of("a", " ", "a/b", "../a", "__proto__", "${PATH}", "%", "e\u0301", "\uD83D\uDE00")) {
      assertThat(create.apply(text)).hasToString(text);
    }
  }

  @ParameterizedTest
  @MethodSource("opaqueIds")
  void opaqueIdsHave1To255Characters(Function<String, Object> create) {
    assertThat(create.apply("a".repeat(255))).hasToString("a".repeat(255));
    assertRefused(() -> create.apply(""));
    assertRefused(() -> create.apply("a".repeat(256)));
  }

  @ParameterizedTest
  @MethodSource("opaqueIds")
  void opaqueIdsHaveNoControlCharactersAndNoLoneSurrogates(Function<String, Object> create) {
    for (String text : List.of("\0", "a\nb", "a\r", "\u007F", "\u0085", "\uD800", "a\uDC00b")) {
      assertRefused(() -> create.apply(text));
    }
  }

  @Test
  void channelIdsAreComparedExactly() {
    assertThat(ChannelId.of("a")).isNotEqualTo(ChannelId.of("A"));
    assertThat(ChannelId.of("e\u0301")).isNotEqualTo(ChannelId.of("\u00E9"));
    assertThat(ChannelId.of("a/")).isNotEqualTo(ChannelId.of("a"));
  }

  @Test
  void membershipChecksEachOfItsIds() {
    Optional<String> bad = Optional.of("");
    Optional<String> none = Optional.empty();

    assertRefused(() -> new Membership(MembershipType.COMPANY, bad, none, List.of()));
    assertRefused(() -> new Membership(MembershipType.COMPANY, none, bad, List.of()));
    assertThat(Membership.EMPTY_GROUP.memberIds()).isEmpty();
  }

  private static Object memberOf(String id) {
    return new Membership(MembershipType.GROUP, Optional.empty(), Optional.empty(), List.of(id))
        .memberIds()
        .get(0);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(InvalidId.class).isThrownBy(call);
  }
}
