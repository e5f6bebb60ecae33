package io.filelibrary.http.timetap;

import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.jspecify.annotations.Nullable;

/**
 * A {@code multipart/form-data} body, read part by part while it comes (RFC 7578). Nothing of it is
 * kept; a part's bytes pass by once. Parts in parts are not known: they are bytes.
 */
final class MultipartForm {
  /** The most parts of a form. */
  static final int MAX_PARTS = 32;

  /** The most bytes of the headers of a part. */
  static final int MAX_HEADER_BYTES = 8192;

  /** The most bytes before the first part, and behind the last one. */
  private static final int MAX_MARGIN_BYTES = 65_536;

  private static final int MAX_BOUNDARY = 70;
  private static final int BUFFER_BYTES = 16_384;
  private static final String END = "\r\n\r\n";

  private final MultipartInput input;
  private final Body body;
  private @Nullable InputStream current;
  private int parts;
  private boolean ended;

  private MultipartForm(MultipartInput input, Body body) {
    this.input = input;
    this.body = body;
  }

  /**
   * Opens the form of a request.
   *
   * @throws HttpFailure if the request has no form
   */
  static MultipartForm open(Exchange exchange) throws IOException {
    HeaderParameters type =
        HeaderParameters.parse("Content-Type", exchange.header("Content-Type").orElse(""));
    String boundary = type.parameter("boundary").orElse("");
    boolean plain = boundary.chars().allMatch(c -> c >= ' ' && c <= '~');
    if (!type.value().equals("multipart/form-data")
        || boundary.isEmpty()
        || boundary.length() > MAX_BOUNDARY
        || !plain) {
      throw HttpFailure.invalid(
          "Content-Type", "it is multipart/form-data with a boundary of 1 to 70 characters");
    }
    Body body = new Body(exchange.body());
    MultipartInput input =
        MultipartInput.builder()
            .setInputStream(body)
            .setBoundary(boundary.getBytes(StandardCharsets.US_ASCII))
            .setBufferSize(BUFFER_BYTES)
            .setMaxPartHeaderSize(MAX_HEADER_BYTES)
            .get();
    input.setHeaderCharset(StandardCharsets.UTF_8);
    return new MultipartForm(input, body);
  }

  /**
   * Goes on to the next part, past what was not read of the one before; behind the last one, to the
   * end of the body.
   *
   * @return the part, or empty at the end of the form
   * @throws HttpFailure if the form is not well-formed (400), or too large (413)
   * @throws IOException if the body breaks off before the form's end
   */
  Optional<FormPart> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    if (!advance()) {
      ended = true;
      body.readToEnd();
      return Optional.empty();
    }
    parts++;
    if (parts > MAX_PARTS) {
      throw tooLarge("a form has at most " + MAX_PARTS + " parts");
    }
    Map<String, String> headers = headers();
    current = input.newInputStream();
    return Optional.of(FormPart.of(headers, current));
  }

  private boolean advance() throws IOException {
    if (current != null) {
      current.close();
      return input.readBoundary();
    }
    if (!input.skipPreamble()) {
      throw HttpFailure.invalid("body", "it is a form with the boundary of its Content-Type");
    }
    body.hasBegun = true;
    return true;
  }

  private Map<String, String> headers() throws IOException {
    String text;
    try {
      text = input.readHeaders();
    } catch (FileUploadSizeException e) {
      throw tooLarge("a part has at most " + MAX_HEADER_BYTES + " bytes of headers");
    }
    Map<String, String> headers = new HashMap<>();
    String lines = text.substring(0, text.length() - END.length()).replaceAll("\r\n[ \t]+", " ");
    for (String line : lines.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
        throw HttpFailure.invalid("body", "the headers of a part are name: value");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (headers.put(name, line.substring(colon + 1).strip()) != null) {
        throw HttpFailure.invalid("body", "a part has each header once");
      }
    }
    return headers;
  }

  static HttpFailure tooLarge(String rule) {
    return new HttpFailure(413, "form_too_large", rule);
  }

  /** The body, which has to come to its first boundary soon. */
  private static final class Body extends FilterInputStream {
    private boolean hasBegun;
    private long count;

    Body(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(read, 0);
      if (!hasBegun && count > MAX_MARGIN_BYTES) {
        throw tooLarge("a form begins within " + MAX_MARGIN_BYTES + " bytes");
      }
      return read;
    }

    /** What is left would come before the next request on the same connection. */
    void readToEnd() throws IOException {
      byte[] buffer = new byte[BUFFER_BYTES];
      int left = MAX_MARGIN_BYTES;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        left -= read;
        if (left < 0) {
          throw tooLarge("a form ends within " + MAX_MARGIN_BYTES + " bytes of its last part");
        }
      }
    }
  }
}
