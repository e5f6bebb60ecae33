package io.filelibrary.http.timetap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart body, put together by hand. */
final class FormBody {
  static final String BOUNDARY = "----aBc123";
  static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static FormBody empty() {
    return new FormBody();
  }

  /** The fields that an upload needs. */
  static FormBody of(String name) {
    return empty()
        .field("businessId", "1001")
        .field("uploadedFileName", name)
        .field("userName", "Ada Lovelace");
  }

  FormBody field(String name, String value) {
    return part("Content-Disposition: form-data; name=\"" + name + "\"", value);
  }

  FormBody file(String text) {
    return part(
        "Content-Disposition: form-data; name=\"file\"; filename=\"ignored.bin\"\r\n"
            + "Content-Type: text/plain",
        text);
  }

  FormBody part(String headers, String content) {
    return part(headers, content.getBytes(StandardCharsets.UTF_8));
  }

  FormBody part(String headers, byte[] content) {
    return raw("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n").raw(content).raw("\r\n");
  }

  FormBody raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  FormBody raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  /** The body with its last boundary. */
  byte[] ended() {
    return raw("--" + BOUNDARY + "--\r\n").bytes.toByteArray();
  }

  /** The body as it is. */
  byte[] cut() {
    return bytes.toByteArray();
  }
}
