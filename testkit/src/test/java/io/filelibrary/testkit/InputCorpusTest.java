package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.testkit.InputExpectation.Accepted;
import io.filelibrary.testkit.InputExpectation.Refused;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InputCorpusTest {
  private static final String GOOD = "a-1\tname\tposix\tb\t1\ttext\tACCEPTED\tsome rule";

  @Test
  void corpusHasManyCasesOfDifferentInputs() {
    List<InputCase> cases = InputCorpus.load();

    assertThat(cases).hasSizeGreaterThanOrEqualTo(200);
    assertThat(cases).extracting(InputCase::id).doesNotHaveDuplicates();
    assertThat(cases)
        .extracting(one -> List.of(one.field(), one.setting(), one.beside(), one.text()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldIsRefusedForSomeInput(InputField field) {
    assertThat(InputCorpus.load())
        .anyMatch(one -> one.field() == field && one.expected() instanceof Refused);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ITEM_ID", "UPLOAD_ID", "CURSOR", "NUMBER"})
  void everyFieldThatCanBeRightIsAcceptedForSomeInput(InputField field) {
    assertThat(InputCorpus.load())
        .anyMatch(one -> one.field() == field && one.expected() instanceof Accepted);
  }

  @ParameterizedTest
  @EnumSource
  void everySettingIsUsed(InputSetting setting) {
    assertThat(InputCorpus.load()).anyMatch(one -> one.setting() == setting);
  }

  @Test
  void everyErrorThatAnInputCausesIsExpected() {
    Set<ErrorCode> wanted =
        EnumSet.of(
            ErrorCode.NAME_TAKEN,
            ErrorCode.ITEM_NOT_FOUND,
            ErrorCode.UPLOAD_NOT_FOUND,
            ErrorCode.STALE_REVISION,
            ErrorCode.CHECKSUM_MISMATCH,
            ErrorCode.FILE_TOO_LARGE,
            ErrorCode.RANGE_NOT_SATISFIABLE);
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().startsWith("INVALID_")) {
        wanted.add(code);
      }
    }
    Set<ErrorCode> expected = new HashSet<>();
    for (InputCase one : InputCorpus.load()) {
      if (one.expected() instanceof Refused refused) {
        expected.add(refused.code());
      }
    }
    assertThat(expected).containsAll(wanted);
  }

  @Test
  void lineIsReadColumnByColumn() {
    assertThat(InputCorpus.parse(List.of("# comment", "", GOOD)))
        .containsExactly(
            new InputCase(
                "a-1",
                InputField.NAME,
                InputSetting.POSIX,
                Optional.of("b"),
                "text",
                new Accepted("text"),
                "some rule"));
  }

  @Test
  void textIsUnescapedAndRepeated() {
    assertThat(text("1", "\\u0041\\t\\n\\r\\\\[\\uD83D")).isEqualTo("A\t\n\r\\[\uD83D");
    assertThat(text("1", "\\&")).isEmpty();
    assertThat(text("1", "\\& a \\&")).isEqualTo(" a ");
    assertThat(text("3", "ab")).isEqualTo("ababab");
    assertThat(text("2", "a\\[b\\]c\\[\\\\\\]")).isEqualTo("abbc\\\\");
  }

  @Test
  void expectationIsAValueOrACode() {
    assertThat(one("2", "e", "ACCEPTED_AS:x\\[y\\]").expected()).isEqualTo(new Accepted("xyy"));
    assertThat(one("2", "e", "ACCEPTED_AS:\\&").expected()).isEqualTo(new Accepted(""));
    assertThat(one("2", "e", "ACCEPTED").expected()).isEqualTo(new Accepted("ee"));
    assertThat(one("2", "e", "NAME_TAKEN").expected()).isEqualTo(new Refused(ErrorCode.NAME_TAKEN));
  }

  @Test
  void spellingOfATextGivesItBack() {
    for (String text : List.of("", "a b", "\\[x\\]\\u0041", "\u0000\n\uD83D", "\uD83D\uDE00 ")) {
      String spelling = InputCorpus.escaped(text);

      assertThat(spelling).matches("[ -~]+");
      assertThat(InputText.read(spelling, 1)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a-1, A_1, lower case words",
    "name, nome, unknown word nome",
    "posix, windows, unknown word windows",
    "posix, OTHER_ORDER, unknown word OTHER_ORDER",
    "1, 0, repeated",
    "1, one, repeated",
    "1, 10000000, repeated",
    "text, \\x, no escape",
    "text, a\\, no escape",
    "text, \\u00e9, four hexadecimal digits",
    "text, \\u12, four hexadecimal digits",
    "text, \\[a\\], repeated once",
    "text, e\u0301, normalization form C",
    "text, a\u200Bb, U+200B cannot be seen",
    "text, a\u00A0b, U+00A0 cannot be seen",
    "text, \uE000, U+E000 cannot be seen",
    "text, \u2764\uFE0F, U+FE0F cannot be seen",
    "text, 'text ', blank",
    "text, '', empty",
    "ACCEPTED, ACCEPTED_AS:text, ACCEPTED",
    "ACCEPTED, accepted, unknown word accepted",
    "ACCEPTED, NO_SUCH_CODE, unknown word NO_SUCH_CODE",
    "some rule, '', empty",
    "some rule, 'a\tb', not 9",
    "name, true-cursor, no edit is called text",
  })
  void malformedLineIsRefusedByItsNumber(String right, String wrong, String said) {
    refused(List.of("# first", GOOD.replace("a-1", "first"), GOOD.replace(right, wrong)), 3, said);
  }

  @Test
  void unbalancedRepetitionIsRefused() {
    String twice = GOOD.replace("\t1\t", "\t2\t");

    refused(List.of(twice.replace("text", "a\\[b")), 1, "\\[ without \\]");
    refused(List.of(twice.replace("text", "a\\]b")), 1, "no escape begins with \\]");
  }

  @Test
  void idThatIsTakenIsRefused() {
    refused(List.of(GOOD, "", GOOD), 3, "the id a-1 is taken");
  }

  @ParameterizedTest
  @EnumSource
  void editChangesWhatItSays(InputEdit edit) {
    String given = "0b0e4b8e-4e0f-7d6f-9a51-8d9f6a3c2b1_";

    assertThat(edit.applyTo(given).equals(given)).isEqualTo(edit == InputEdit.UNCHANGED);
    assertThat(InputEdit.of(edit.word())).isEqualTo(edit);
  }

  @Test
  void neighboursStayInTheAlphabet() {
    assertThat(InputEdit.OTHER_FIRST.applyTo("a-")).isEqualTo("b-");
    assertThat(InputEdit.OTHER_FIRST.applyTo("f-")).isEqualTo("e-");
    assertThat(InputEdit.OTHER_FIRST.applyTo("z-")).isEqualTo("y-");
    assertThat(InputEdit.OTHER_FIRST.applyTo("A-")).isEqualTo("B-");
    assertThat(InputEdit.OTHER_FIRST.applyTo("9-")).isEqualTo("8-");
    assertThat(InputEdit.OTHER_LAST.applyTo("a-")).isEqualTo("a_");
    assertThat(InputEdit.OTHER_LAST.applyTo("a_")).isEqualTo("a-");
  }

  private static void refused(List<String> lines, int number, String said) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InputCorpus.parse(lines))
        .withMessageStartingWith("inputs.tsv line " + number + ": ")
        .withMessageContaining(said);
  }

  private static String text(String times, String spelling) {
    return one(times, spelling, "ACCEPTED").text();
  }

  private static InputCase one(String times, String spelling, String expected) {
    return InputCorpus.parse(
            List.of(
                GOOD.replace(
                    "\t1\ttext\tACCEPTED", "\t" + times + "\t" + spelling + "\t" + expected)))
        .get(0);
  }
}
