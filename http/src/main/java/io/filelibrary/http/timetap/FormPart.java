package io.filelibrary.http.timetap;

import io.filelibrary.http.route.HttpFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a form: a field, or a file.
 *
 * @param name the field's name
 * @param hasFileName whether it has a file name, as files have and fields do not
 * @param contentType its {@code Content-Type} as it was sent
 * @param bytes its content, which can be read until the next part is asked for
 */
record FormPart(String name, boolean hasFileName, Optional<String> contentType, InputStream bytes) {
  /** The most bytes of a field. */
  static final int MAX_FIELD_BYTES = 8192;

  private static final String DISPOSITION = "content-disposition";
  private static final String ENCODING = "content-transfer-encoding";

  /** The encodings that leave the bytes as they are; RFC 7578 knows no others. */
  private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary");

  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "utf-8", StandardCharsets.UTF_8,
          "us-ascii", StandardCharsets.US_ASCII,
          "iso-8859-1", StandardCharsets.ISO_8859_1);

  /** Reads the headers of a part, given by their names in lower case. */
  static FormPart of(Map<String, String> headers, InputStream bytes) {
    HeaderParameters disposition =
        HeaderParameters.parse("Content-Disposition", headers.getOrDefault(DISPOSITION, ""));
    String encoding = headers.getOrDefault(ENCODING, "binary").toLowerCase(Locale.ROOT);
    if (!PLAIN.contains(encoding)) {
      throw HttpFailure.invalid("Content-Transfer-Encoding", "parts of forms are not encoded");
    }
    Optional<String> name = disposition.parameter("name");
    if (!disposition.value().equals("form-data") || name.isEmpty()) {
      throw HttpFailure.invalid(
          "Content-Disposition", "each part of a form has form-data with a name");
    }
    return new FormPart(
        name.get(),
        disposition.parameter("filename").or(() -> disposition.parameter("filename*")).isPresent(),
        Optional.ofNullable(headers.get("content-type")),
        bytes);
  }

  /**
   * Reads the part as a text, in UTF-8 unless it says otherwise.
   *
   * @throws HttpFailure if it is too long (413), or not in its charset (400)
   * @throws IOException if the body breaks off
   */
  String text() throws IOException {
    byte[] read = bytes.readNBytes(MAX_FIELD_BYTES + 1);
    if (read.length > MAX_FIELD_BYTES) {
      throw MultipartForm.tooLarge("a field has at most " + MAX_FIELD_BYTES + " bytes");
    }
    try {
      return charset().newDecoder().decode(ByteBuffer.wrap(read)).toString();
    } catch (CharacterCodingException e) {
      throw HttpFailure.invalid("body", "the fields of a form are in UTF-8, or say otherwise");
    }
  }

  private Charset charset() {
    String name =
        contentType
            .map(type -> HeaderParameters.parse("Content-Type", type))
            .flatMap(type -> type.parameter("charset"))
            .orElse("utf-8");
    Charset charset = CHARSETS.get(name.toLowerCase(Locale.ROOT));
    if (charset == null) {
      throw HttpFailure.invalid("Content-Type", "the charset of a field is UTF-8 or ISO-8859-1");
    }
    return charset;
  }
}
