package io.filelibrary.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.storage.local.power.PowerCutDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What one instance has acknowledged survives although another was in the middle of its own put,
 * whose directories it found there and did not make.
 */
final class PowerCutSharingTest {
  private static final int CUTS = 10;

  @Test
  void whatOneInstanceAcknowledgesDependsOnNoneOfAnothersDirectories() throws IOException {
    int moments = putsInTheMiddleOfAnother(false);

    assertThat(moments).isGreaterThan(15);
  }

  @Test
  void thePowerCutNoticesAnInstanceThatTrustsAnothersDirectories() {
    assertThatThrownBy(() -> putsInTheMiddleOfAnother(true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("lost");
  }

  /** At each call of a put in turn, lets another instance put, and cuts the power. */
  private static int putsInTheMiddleOfAnother(boolean trusting) throws IOException {
    int moment = 0;
    while (new Moment(moment, trusting).comes()) {
      moment++;
    }
    return moment;
  }

  private static final class Moment {
    private final PowerCutDisk disk = PowerCutDisk.create(Clock.systemUTC());
    private final int number;
    private final boolean trusting;
    private int calls;
    private boolean inOther;

    Moment(int number, boolean trusting) {
      this.number = number;
      this.trusting = trusting;
    }

    /** Returns whether the put has so many calls. */
    boolean comes() throws IOException {
      LocalStorage storage = LocalStorage.open(disk.path(PowerCutRun.ROOT));
      LocalStorage other = LocalStorage.open(disk.path(PowerCutRun.ROOT));
      disk.ignoreForceOf(
          path -> trusting && inOther && path.toString().matches(".*/objects(/[a-z]+_)?"));
      disk.onEachChange(() -> interrupt(other));
      Samples.put(storage, Samples.KEY, "the one's");
      return calls > number;
    }

    private void interrupt(LocalStorage other) {
      if (inOther || calls++ != number) {
        return;
      }
      inOther = true;
      try {
        Samples.put(other, Samples.OTHER, "the other's");
        for (int seed = 0; seed < CUTS; seed++) {
          assertKept(disk.cut(new Random(seed)));
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      inOther = false;
    }

    private void assertKept(PowerCutDisk left) throws IOException {
      LocalStorage reopened = LocalStorage.open(left.path(PowerCutRun.ROOT));
      if (reopened.stat(Samples.OTHER).isEmpty()) {
        throw new AssertionError("lost when put at call " + number);
      }
      assertThat(Samples.read(reopened, Samples.OTHER)).isEqualTo("the other's");
    }
  }
}
