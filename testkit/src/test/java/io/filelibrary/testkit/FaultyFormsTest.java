package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.DirectForms;
import io.filelibrary.testkit.fault.Fault;
import io.filelibrary.testkit.fault.Faults;
import io.filelibrary.testkit.fault.FaultyStorage;
import org.junit.jupiter.api.Test;

/** What takes forms still does with an interceptor before it, and its calls can fail. */
class FaultyFormsTest {
  @Test
  void takingAFormFailsAsAnyCallThatChangesSomething() throws Exception {
    Faults faults = new Faults();
    DirectForms faulty =
        assertThat(FaultyStorage.over(SignedStorage.open(Flaw.NONE), faults))
            .asInstanceOf(type(DirectForms.class))
            .actual();
    try (FormProbe forms = new FormProbe(faulty)) {
      forms.sent(FormProbe.key(1), StorageProbe.sample(1000));
      faults.failAt(Fault.AFTER_EFFECT, 1);
      BackendException failure =
          catchThrowableOfType(BackendException.class, () -> faulty.takeForm(FormProbe.key(1)));
      assertThat(failure.effect()).isEqualTo(Effect.DONE);
      assertThat(faults.hit()).hasToString("Optional[STORAGE takeForm]");
      forms.assertTakes(FormProbe.key(1), StorageProbe.sample(1000));
    }
  }
}
