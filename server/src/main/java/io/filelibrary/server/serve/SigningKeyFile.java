package io.filelibrary.server.serve;

import com.google.common.io.BaseEncoding;
import io.filelibrary.http.access.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the key comes from that URLs and cursors are signed with. */
public final class SigningKeyFile {
  /** The file's name in the data directory. */
  public static final String FILE = "signing.key";

  private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");

  private SigningKeyFile() {}

  /**
   * Reads the key of a data directory, and makes one if there is none.
   *
   * @param directory the data directory, which is there
   * @return the key
   * @throws IOException if the file is not readable or not whole; the message says the fix
   */
  public static SigningKey readOrCreate(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      byte[] key = new byte[SigningKey.MIN_BYTES];
      new SecureRandom().nextBytes(key);
      PrivateFile.write(file, key);
    }
    try {
      return SigningKey.of(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + ": " + e.getMessage() + "; delete it to void all URLs that are out", e);
    }
  }

  /**
   * Reads a key from a setting.
   *
   * @param text at least 32 bytes in hexadecimal or base64, of either alphabet
   * @return the key
   * @throws IllegalArgumentException if it is no such text; the message shows nothing of it
   */
  public static SigningKey parse(String text) {
    if (HEX.matcher(text).matches()) {
      return SigningKey.of(BaseEncoding.base16().decode(text.toUpperCase(Locale.ROOT)));
    }
    String standard = text.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
    BaseEncoding base64 = BaseEncoding.base64().omitPadding();
    if (!base64.canDecode(standard)) {
      throw new IllegalArgumentException("a signing key is hexadecimal or base64");
    }
    return SigningKey.of(base64.decode(standard));
  }
}
