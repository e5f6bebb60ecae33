package io.filelibrary.model;

import com.google.common.net.PercentEscaper;
import java.util.regex.Pattern;

/**
 * The Content-Disposition header of an answer with a file (RFC 6266). A name that is not plain
 * ASCII goes along twice: with an underscore for each character that is not safe in quotes, and as
 * UTF-8 (RFC 8187), which browsers prefer. No text of the name can end the header or add to it.
 *
 * @param disposition what the browser is to do
 * @param fileName the name under which it saves the file
 */
public record ContentDisposition(Disposition disposition, ItemName fileName) {
  /** RFC 8187 section 3.2.1: what of ASCII needs no escape, beside letters and digits. */
  private static final PercentEscaper RFC_8187 = new PercentEscaper("!#$&+-.^_`|~", false);

  private static final Pattern UNSAFE = Pattern.compile("[^ -~]|[\"\\\\%]");

  /**
   * Returns the header for a file: to be shown only if that was asked for and its type is inert.
   *
   * @param file the file
   * @param asked what was asked for
   * @return the header
   */
  public static ContentDisposition of(FileItem file, Disposition asked) {
    return new ContentDisposition(
        file.contentType().isInert() ? asked : Disposition.ATTACHMENT, file.name());
  }

  /**
   * Returns the value of the header.
   *
   * @return printable ASCII
   */
  public String value() {
    String type =
        switch (disposition) {
          case ATTACHMENT -> "attachment";
          case INLINE -> "inline";
        };
    String name = fileName.value();
    String plain = UNSAFE.matcher(name).replaceAll("_");
    String quoted = type + "; filename=\"" + plain + "\"";
    return plain.equals(name) ? quoted : quoted + "; filename*=UTF-8''" + RFC_8187.escape(name);
  }
}
