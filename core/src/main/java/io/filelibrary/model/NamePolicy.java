package io.filelibrary.model;

import io.filelibrary.error.InvalidName;
import java.util.Locale;
import java.util.Set;

/** Which names a channel takes, on top of the rules of {@link ItemName}. */
public enum NamePolicy {
  /**
   * Names that every common file system takes: no {@code < > : " | ? *} and no device name of
   * Windows, such as {@code CON} or {@code lpt1.txt}.
   */
  PORTABLE {
    @Override
    public void check(ItemName name) {
      String text = name.value();
      if (text.chars().anyMatch(c -> "<>:\"|?*".indexOf(c) >= 0)) {
        throw new InvalidName(text, "a portable name has none of < > : \" | ? *");
      }
      int dot = text.indexOf('.');
      String stem = (dot < 0 ? text : text.substring(0, dot)).stripTrailing();
      if (DEVICES.contains(stem.toUpperCase(Locale.ROOT))) {
        throw new InvalidName(text, "a portable name is no device name of Windows");
      }
    }
  },

  /** Every name that {@link ItemName} takes. */
  POSIX {
    @Override
    public void check(ItemName name) {}
  };

  // https://learn.microsoft.com/windows/win32/fileio/naming-a-file
  private static final Set<String> DEVICES =
      Set.of(
          "CON",
          "PRN",
          "AUX",
          "NUL",
          "CONIN$",
          "CONOUT$",
          "COM0",
          "COM1",
          "COM2",
          "COM3",
          "COM4",
          "COM5",
          "COM6",
          "COM7",
          "COM8",
          "COM9",
          "COM\u00b9",
          "COM\u00b2",
          "COM\u00b3",
          "LPT0",
          "LPT1",
          "LPT2",
          "LPT3",
          "LPT4",
          "LPT5",
          "LPT6",
          "LPT7",
          "LPT8",
          "LPT9",
          "LPT\u00b9",
          "LPT\u00b2",
          "LPT\u00b3");

  /**
   * Checks a name that a call is about to give to an item.
   *
   * @param name the name
   * @throws InvalidName if the policy refuses the name
   */
  public abstract void check(ItemName name);
}
