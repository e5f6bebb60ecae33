package io.filelibrary.testkit.fault;

import io.filelibrary.testkit.fault.BackendCall.Target;
import java.util.List;
import java.util.Set;

/** What can go wrong with one call of a backend. */
public enum Fault {
  /** The call fails and has done nothing, and says so. */
  BEFORE_EFFECT,
  /**
   * The call does what it should and fails then. The exception says that the effect is done; where
   * the work of a transaction fails so, the catalog rolls it back, and the exception says that.
   */
  AFTER_EFFECT,
  /** The call does what it should, and the answer never comes: the effect is unknown. */
  TIMEOUT_AFTER_EFFECT,
  /** The bytes end half-way, as if they were complete. */
  SHORT_READ,
  /** One bit in the middle of the bytes is another. */
  FLIPPED_BIT,
  /** The stream fails half-way. */
  BROKEN_READ,
  /** The call takes long and is otherwise fine. */
  SLOW,
  /** A list of objects ends half-way, as if that were its end. */
  LISTING_CUT;

  private static final Set<String> READING_INLINE =
      Set.of("inline", "itemWithContent", "childWithContent");

  /**
   * Says whether a call can fail in this way.
   *
   * @param call a call
   * @return true if the fault can hit it
   */
  public boolean canHit(BackendCall call) {
    Target target = call.target();
    String method = call.method();
    boolean reading =
        (target == Target.STORAGE && method.equals("open"))
            || (target == Target.STATEMENT && READING_INLINE.contains(method));
    return switch (this) {
      case BEFORE_EFFECT -> target != Target.WORK;
      case AFTER_EFFECT -> target == Target.WORK || (whole(target) && call.changing());
      case TIMEOUT_AFTER_EFFECT -> whole(target);
      case SHORT_READ, FLIPPED_BIT -> reading;
      case BROKEN_READ -> reading && target == Target.STORAGE;
      case SLOW -> whole(target);
      case LISTING_CUT -> target == Target.STORAGE && method.equals("list");
    };
  }

  private static boolean whole(Target target) {
    return List.of(Target.STORAGE, Target.TRANSACTION).contains(target);
  }
}
