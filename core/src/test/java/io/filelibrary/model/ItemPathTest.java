package io.filelibrary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.error.InvalidPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemPathTest {
  @Test
  void emptyTextIsTheRoot() {
    assertThat(ItemPath.parse("")).isEqualTo(ItemPath.ROOT);
    assertThat(ItemPath.ROOT.isRoot()).isTrue();
    assertThat(ItemPath.ROOT.name()).isEmpty();
    assertThat(ItemPath.ROOT.parent()).isEmpty();
    assertThat(ItemPath.ROOT).hasToString("");
  }

  @Test
  void pathHasItsNamesFromTheTopDown() {
    ItemPath path = ItemPath.parse("Reports/2026/q1.pdf");

    assertThat(path.names())
        .containsExactly(ItemName.of("Reports"), ItemName.of("2026"), ItemName.of("q1.pdf"));
    assertThat(path.isRoot()).isFalse();
    assertThat(path.name()).contains(ItemName.of("q1.pdf"));
    assertThat(path.parent()).contains(ItemPath.parse("Reports/2026"));
    assertThat(path).hasToString("Reports/2026/q1.pdf");
  }

  @Test
  void parentOfATopLevelPathIsTheRoot() {
    assertThat(ItemPath.parse("a").parent()).contains(ItemPath.ROOT);
  }

  @Test
  void resolveAppendsAName() {
    assertThat(ItemPath.ROOT.resolve(ItemName.of("a")).resolve(ItemName.of("b")))
        .isEqualTo(ItemPath.parse("a/b"));
  }

  @Test
  void oneTrailingSlashIsAllowed() {
    assertThat(ItemPath.parse("a/b/")).isEqualTo(ItemPath.parse("a/b"));
  }

  @Test
  void segmentsAreNormalized() {
    assertThat(ItemPath.parse("e\u0301/e\u0301")).isEqualTo(ItemPath.parse("\u00E9/\u00E9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/a",
        "a//b",
        "a//",
        ".",
        "..",
        "a/.",
        "./a",
        "a/../b",
        "../a",
        "a/..",
        "a/ b",
        "a /b",
        "a./b",
        "a\\b",
        "a/b\0",
        "a/\u202Eb",
        "\uFFFF/a",
        " ",
        "a/\n"
      })
  void malformedPathIsRefused(String text) {
    assertThatExceptionOfType(InvalidPath.class).isThrownBy(() -> ItemPath.parse(text));
  }

  @Test
  void loneSurrogateIsRefused() {
    assertThatExceptionOfType(InvalidPath.class).isThrownBy(() -> ItemPath.parse("a/\uD800"));
  }

  @Test
  void pathHasAtMost256Names() {
    String deepest = "a/".repeat(255) + "a";

    assertThat(ItemPath.parse(deepest).names()).hasSize(256);
    assertThatExceptionOfType(InvalidPath.class).isThrownBy(() -> ItemPath.parse(deepest + "/a"));
  }

  @Test
  void pathHasAtMost4096Bytes() {
    String folders = ("a".repeat(254) + "/").repeat(16);
    String longest = folders + "b".repeat(16);

    assertThat(longest).hasSize(4096);
    assertThat(ItemPath.parse(longest)).hasToString(longest);
    assertThatExceptionOfType(InvalidPath.class).isThrownBy(() -> ItemPath.parse(longest + "b"));
    assertThatExceptionOfType(InvalidPath.class)
        .isThrownBy(() -> ItemPath.parse(folders + "b".repeat(15) + "\u00E4"));
  }

  @Test
  void derivedPathMayPassTheLimits() {
    ItemPath deep = ItemPath.parse("a/".repeat(256)).resolve(ItemName.of("b"));

    assertThat(deep.names()).hasSize(257);
    assertThatExceptionOfType(InvalidPath.class).isThrownBy(deep::checkLimits);
  }

  @Test
  void namesAreCopied() {
    List<ItemName> names = new ArrayList<>(List.of(ItemName.of("a")));
    ItemPath path = new ItemPath(names);
    names.clear();

    assertThat(path).hasToString("a");
  }
}
