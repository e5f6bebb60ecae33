package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.UploadTerms;
import io.filelibrary.testkit.fault.Fault;
import io.filelibrary.testkit.fault.Faults;
import io.filelibrary.testkit.fault.FaultyStorage;
import org.junit.jupiter.api.Test;

/** What takes forms still does with an interceptor before it, and its calls can fail. */
class FaultyFormsTest {
  @Test
  void takingAFormFailsAsAnyCallThatChangesSomething() throws Exception {
    Faults faults = new Faults();
    StagedUploads faulty =
        assertThat(FaultyStorage.over(SignedStorage.open(Flaw.NONE), faults))
            .asInstanceOf(type(StagedUploads.class))
            .actual();
    try (FormProbe forms = new FormProbe(faulty)) {
      forms.sent(FormProbe.key(1), StorageProbe.sample(1000));
      UploadTerms terms = UploadTerms.upTo(1000, Terms.soon());
      faults.failAt(Fault.AFTER_EFFECT, 1);
      BackendException failure =
          catchThrowableOfType(
              BackendException.class, () -> faulty.takeStaged(FormProbe.key(1), terms));
      assertThat(failure.effect()).isEqualTo(Effect.DONE);
      assertThat(faults.hit()).hasToString("Optional[STORAGE takeStaged]");
      forms.assertTakes(FormProbe.key(1), StorageProbe.sample(1000));
    }
  }
}
