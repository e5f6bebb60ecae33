package io.filelibrary.server;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts that are set as text: bytes such as {@code 5GiB}, times such as {@code 30s}. */
final class Quantity {
  private static final Pattern BYTES = Pattern.compile("(\\d{1,19})\\s*(|b|kib|mib|gib|tib)");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private Quantity() {}

  static long bytes(Settings.Choice choice) {
    Matcher parts = BYTES.matcher(choice.value().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw wrong(choice, "an amount of bytes, such as 1000000, 512KiB, 100MiB or 5GiB");
    }
    int shift =
        switch (parts.group(2)) {
          case "kib" -> 10;
          case "mib" -> 20;
          case "gib" -> 30;
          case "tib" -> 40;
          default -> 0;
        };
    BigInteger bytes = new BigInteger(parts.group(1)).shiftLeft(shift);
    if (bytes.bitLength() > Long.SIZE - 1) {
      throw wrong(choice, "an amount of bytes below 8 exbibytes");
    }
    return bytes.longValue();
  }

  static Duration time(Settings.Choice choice) {
    Matcher parts = TIME.matcher(choice.value().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw wrong(choice, "a time, such as 500ms, 30s, 15m, 12h or 7d");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  static int number(Settings.Choice choice) {
    if (!NUMBER.matcher(choice.value()).matches()) {
      throw wrong(choice, "a number");
    }
    return Integer.parseInt(choice.value());
  }

  static boolean onOrOff(Settings.Choice choice) {
    return switch (choice.value()) {
      case "on" -> true;
      case "off" -> false;
      default -> throw wrong(choice, "on or off");
    };
  }

  private static CommandFailure wrong(Settings.Choice choice, String what) {
    return new CommandFailure(
        choice.source() + " is " + what + ", not " + SafeText.name(choice.value()));
  }
}
