package io.filelibrary.testkit.model;

import java.util.ArrayList;
import java.util.List;

/** Says that library and model went apart, and in what. */
final class Difference extends Exception {
  private static final long serialVersionUID = 1L;

  Difference(String what) {
    super(what);
  }

  Difference(String what, Throwable cause) {
    super(what + ": " + cause, cause);
  }

  static void require(String what, Object library, Object model) throws Difference {
    if (!library.equals(model)) {
      throw new Difference(what + "\n  library: " + library + "\n  model:   " + model);
    }
  }

  /** Compares line by line, and tells the lines that only one of both has. */
  static void requireLines(String what, List<String> library, List<String> model)
      throws Difference {
    if (library.equals(model)) {
      return;
    }
    List<String> onlyLibrary = new ArrayList<>(library);
    model.forEach(onlyLibrary::remove);
    List<String> onlyModel = new ArrayList<>(model);
    library.forEach(onlyModel::remove);
    boolean order = onlyLibrary.isEmpty() && onlyModel.isEmpty();
    throw new Difference(
        what
            + (order ? ", in their order" : "")
            + "\n  library: "
            + String.join("\n           ", order ? library : onlyLibrary)
            + "\n  model:   "
            + String.join("\n           ", order ? model : onlyModel));
  }
}
