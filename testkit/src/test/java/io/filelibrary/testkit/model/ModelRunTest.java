package io.filelibrary.testkit.model;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelRunTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void libraryInMemoryDoesAsTheModelDoes(long seed) throws IOException {
    ModelRun.of("in memory", InMemoryBackends::new).withSeed(seed).withSteps(400).run();
  }
}
