package io.filelibrary.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.filelibrary.model.PartLimits;
import io.filelibrary.model.StoredPart;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final ContentKey KEY = new ContentKey("private/a");

  @Test
  void idOfAnUploadIsPrintable() {
    for (String id : new String[] {"a", "A.b_c-d~/+=", "x".repeat(1024)}) {
      assertThat(new MultipartUpload(KEY, id).id()).isEqualTo(id);
    }
    for (String id : new String[] {"", " ", "a b", "a\n", "\u00E4", "\u007F", "x".repeat(1025)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new MultipartUpload(KEY, id));
    }
  }

  @Test
  void partsAreNumberedFromOneAndHaveASize() {
    assertThat(new StoredPart(1, 0, "").size()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> new StoredPart(0, 1, "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> new StoredPart(1, -1, "a"));
  }

  @Test
  void limitsLeaveRoomForAPart() {
    assertThat(new PartLimits(0, 1, 1).maxParts()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new PartLimits(-1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartLimits(0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartLimits(2, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartLimits(0, 1, 0));
  }
}
