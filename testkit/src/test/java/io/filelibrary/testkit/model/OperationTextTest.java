package io.filelibrary.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperationTextTest {
  private static final int RUNS = 10;
  private static final int STEPS = 500;

  private static List<Operation> operations(long seed) {
    ReferenceLibrary model = new ReferenceLibrary(Instant.EPOCH);
    Generator generator = new Generator(seed, model.world());
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      Operation operation = generator.next();
      operations.add(operation);
      if (model.isMeant(operation)) {
        model.perform(operation);
      }
    }
    return operations;
  }

  @Test
  void everyOperationIsReadBackAsItWasPrinted() {
    Set<Class<?>> met = new HashSet<>();
    for (int seed = 0; seed < RUNS; seed++) {
      List<Operation> operations = operations(seed);
      operations.forEach(operation -> met.add(operation.getClass()));
      String line = OperationText.print(operations);

      assertThat(OperationText.parse(line)).isEqualTo(operations);
      assertThat(line).matches("[ -&(-~]*");
    }
    assertThat(met).containsExactlyInAnyOrder(Operation.class.getPermittedSubclasses());
  }

  @Test
  void sameSeedMakesTheSameOperations() {
    assertThat(operations(7)).isEqualTo(operations(7)).isNotEqualTo(operations(8));
  }

  @Test
  void simplestValuesAtTheEndAreLeftOut() {
    assertThat(OperationText.parse("trash(0,#3);clock(86400); collect()"))
        .containsExactly(
            new Operation.Trash(0, new Operation.ItemRef(3), Operation.Expected.ANY),
            new Operation.Clock(86_400),
            new Operation.Collect());
    assertThat(OperationText.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing()",
        "trash",
        "trash(0,3)",
        "trash(0,#3",
        "trash(0,#3,SOMETIMES)",
        "find(0,\"a)",
        "find(0,\"a\") find(0,\"b\")",
        "clock(x)",
        "get(0)"
      })
  void malformedLineIsRefused(String line) {
    assertThatThrownBy(() -> OperationText.parse(line))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
