package io.filelibrary.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {
  private static Optional<Difference> failsIf(boolean failing) {
    return failing ? Optional.of(new Difference("found")) : Optional.empty();
  }

  private static String shrunk(String line, Shrinker.Attempt attempt) throws IOException {
    Shrinker shrinker = new Shrinker(attempt, Duration.ofMinutes(1));
    return OperationText.print(
        shrinker.shrink(OperationText.parse(line), new Difference("given")).operations());
  }

  @Test
  void whatDoesNotMatterIsLeftOut() throws IOException {
    String line =
        "createFolder(0,at(\"a\"));clock(5);createFolder(0,at(\"b\"));collect();get(0,#0);reopen()";

    assertThat(
            shrunk(
                line,
                operations ->
                    failsIf(operations.stream().anyMatch(Operation.Reopen.class::isInstance))))
        .isEqualTo("reopen()");
  }

  @Test
  void itemsKeepTheirMeaningWhenOthersGo() {
    List<Operation> operations =
        OperationText.parse(
            "createFolder(0,at(\"a\"));createFolder(0,at(\"b/c\"),how(FAIL,true));get(0,#2);get(0,#0)");

    assertThat(OperationText.print(Shrinker.without(operations, 0, 1)))
        .isEqualTo("createFolder(0,at(\"b/c\"),how(FAIL,true));get(0,#1)");
  }

  @Test
  void argumentsAreMadeSimpler() throws IOException {
    assertThat(
            shrunk(
                "upload(1,at(\"a/b\"),77,2,SIZE,how(REPLACE,true,PUBLIC,\"k=v\"))",
                operations ->
                    failsIf(
                        operations.size() == 1
                            && operations.get(0) instanceof Operation.Upload upload
                            && upload.size() > 50)))
        .isEqualTo("upload(0,at(),51)");
  }

  @Test
  void withoutTimeTheSequenceStaysAsItIs() throws IOException {
    Shrinker shrinker = new Shrinker(operations -> failsIf(true), Duration.ZERO);
    List<Operation> operations = OperationText.parse("collect();reopen()");

    assertThat(shrinker.shrink(operations, new Difference("given")).operations())
        .isEqualTo(operations);
  }
}
