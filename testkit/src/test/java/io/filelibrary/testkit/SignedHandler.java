package io.filelibrary.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients of a {@link SignedStorage} can ask for. */
final class SignedHandler implements HttpHandler {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern FIELD =
      Pattern.compile("name=\"([^\"]+)\"[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n", Pattern.DOTALL);

  private final StorageBackend storage;
  private final SignedParts parts;
  private final SignedForms forms;
  private final Flaw flaw;

  SignedHandler(StorageBackend storage, SignedParts parts, SignedForms forms, Flaw flaw) {
    this.storage = storage;
    this.parts = parts;
    this.forms = forms;
    this.flaw = flaw;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<byte[]> body = body(exchange);
      if (body.isEmpty()) {
        answer(exchange, 400, "the request broke off".getBytes(UTF_8));
        return;
      }
      try {
        serve(exchange, body.get());
      } catch (BackendException e) {
        int status =
            switch (e.reason()) {
              case NOT_FOUND -> 404;
              case ALREADY_EXISTS -> 412;
              default -> 500;
            };
        answer(exchange, status, e.reason().name().getBytes(UTF_8));
      } catch (IllegalArgumentException e) {
        answer(exchange, 400, "malformed".getBytes(UTF_8));
      }
    }
  }

  /** The whole body, or empty where it broke off. */
  private Optional<byte[]> body(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    long announced = length == null ? 0 : Long.parseLong(length);
    ByteArrayOutputStream came = new ByteArrayOutputStream();
    try (InputStream in = exchange.getRequestBody()) {
      in.transferTo(came);
    } catch (IOException e) {
      return flaw == Flaw.KEEPS_WHAT_BROKE_OFF ? Optional.of(came.toByteArray()) : Optional.empty();
    }
    boolean whole = came.size() == announced || flaw == Flaw.KEEPS_WHAT_BROKE_OFF;
    return whole ? Optional.of(came.toByteArray()) : Optional.empty();
  }

  private void serve(HttpExchange exchange, byte[] body) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (path.equals(SignedStorage.FORM_PATH)) {
      Form form = Form.parse(body, flaw == Flaw.KEEPS_WHAT_BROKE_OFF);
      if (allowed(method, path, form.fields)) {
        receive(
            exchange, new ContentKey(form.fields.getOrDefault("key", "")), form.fields, form.bytes);
      } else {
        answer(exchange, 403, new byte[0]);
      }
      return;
    }
    boolean staged =
        path.startsWith(SignedStorage.FORM_PATH) || path.endsWith(StagedUploads.KEY_END);
    if (flaw == Flaw.SERVES_WHAT_IS_ASIDE && staged && method.equals("GET")) {
      answer(exchange, 200, new byte[0]);
      return;
    }
    Optional<ContentKey> key = key(path);
    String query = exchange.getRequestURI().getRawQuery();
    Map<String, String> terms = UrlSigner.parameters(query == null ? "" : query);
    if (key.isEmpty()) {
      answer(exchange, 403, flaw == Flaw.LISTS ? listing() : new byte[0]);
    } else if (query == null ? allowedToAll(method, key.get()) : allowed(method, path, terms)) {
      if (method.equals("GET")) {
        send(exchange, key.get(), terms);
      } else {
        receive(exchange, key.get(), terms, body);
      }
    } else {
      answer(exchange, 403, new byte[0]);
    }
  }

  private static Optional<ContentKey> key(String path) {
    boolean whole = path.matches("/[a-z]+/([0-9a-f]{32}(-[0-9]+(-put)?(-form)?)?|[a-z])");
    return whole ? Optional.of(new ContentKey(path.substring(1))) : Optional.empty();
  }

  private byte[] listing() throws IOException {
    return storage.list(Optional.empty(), 1000).stream()
        .map(StoredObject::key)
        .toList()
        .toString()
        .getBytes(UTF_8);
  }

  private boolean allowedToAll(String method, ContentKey key) {
    boolean visible = key.visibility() == Visibility.PUBLIC;
    return switch (flaw) {
      case SERVES_PRIVATE -> method.equals("GET");
      case LETS_ALL_WRITE -> visible;
      default -> visible && method.equals("GET");
    };
  }

  private boolean allowed(String method, String path, Map<String, String> terms) {
    boolean signed = UrlSigner.isSigned(path, terms) || flaw == Flaw.TAKES_ANY_SIGNATURE;
    boolean sameMethod = method.equals(terms.get("method")) || flaw == Flaw.TAKES_ANY_METHOD;
    boolean inTime = flaw == Flaw.IGNORES_EXPIRY || !UrlSigner.isOver(terms);
    return signed && sameMethod && inTime;
  }

  private void receive(
      HttpExchange exchange, ContentKey key, Map<String, String> terms, byte[] body)
      throws IOException {
    long size = Long.parseLong(terms.getOrDefault("size", "-1"));
    byte[] bytes = body;
    boolean aside = terms.containsKey("aside");
    boolean brokeOff = flaw == Flaw.KEEPS_WHAT_BROKE_OFF && !aside;
    if (size >= 0 && body.length != size && !brokeOff) {
      if (flaw != Flaw.CUTS || body.length < size) {
        answer(exchange, 400, new byte[0]);
        return;
      }
      bytes = Arrays.copyOf(body, Math.toIntExact(size));
    }
    if (aside) {
      long most = Long.parseLong(terms.getOrDefault("max", "0"));
      if (bytes.length > most && flaw != Flaw.IGNORES_BOUNDS) {
        answer(exchange, 400, new byte[0]);
        return;
      }
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (flaw == Flaw.HEEDS_THE_TYPE && "text/html".equals(type)) {
        answer(exchange, 403, new byte[0]);
        return;
      }
      forms.receive(key, bytes);
    } else if (terms.containsKey("upload")) {
      MultipartUpload upload = new MultipartUpload(key, terms.getOrDefault("upload", ""));
      parts.receive(upload, Integer.parseInt(terms.getOrDefault("part", "0")), bytes);
    } else {
      boolean careless =
          flaw == Flaw.NEEDS_HEADERS_TO_BE_SAFE
              && !exchange.getRequestHeaders().containsKey("If-None-Match");
      if (flaw == Flaw.OVERWRITES || careless) {
        storage.delete(List.of(key));
      }
      storage.put(
          key, new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), ContentHints.NONE);
    }
    answer(exchange, 200, new byte[0]);
  }

  private void send(HttpExchange exchange, ContentKey key, Map<String, String> terms)
      throws IOException {
    if (flaw == Flaw.SERVES_THE_DELETED && storage.stat(key).isEmpty()) {
      answer(exchange, 200, new byte[0]);
      return;
    }
    long size = storage.open(key, ByteRange.ALL).readAllBytes().length;
    String type = terms.getOrDefault("type", ContentType.OCTET_STREAM.value());
    exchange
        .getResponseHeaders()
        .set("Content-Type", flaw == Flaw.FORGETS_TYPE ? "text/plain" : type);
    String disposition = terms.getOrDefault("disposition", "");
    if (!disposition.isEmpty() && flaw != Flaw.FORGETS_DISPOSITION) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Disposition",
              flaw == Flaw.DECODES_TWICE && disposition.contains("''")
                  ? URLDecoder.decode(disposition, UTF_8)
                  : disposition);
    }
    Matcher range =
        RANGE.matcher(
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse(""));
    if (!range.matches() || flaw == Flaw.ANSWERS_WHOLE) {
      answer(exchange, 200, storage.open(key, ByteRange.ALL).readAllBytes());
      return;
    }
    long from = Long.parseLong(range.group(1));
    long to = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
    exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + size);
    answer(exchange, 206, storage.open(key, ByteRange.of(from, to - from + 1)).readAllBytes());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    // Otherwise the second packet of an answer waits for the client to acknowledge the first.
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** A form that was sent: its fields, and the bytes of its file. */
  private static final class Form {
    final Map<String, String> fields;
    final byte[] bytes;

    private Form(Map<String, String> fields, byte[] bytes) {
      this.fields = fields;
      this.bytes = bytes;
    }

    static Form parse(byte[] body, boolean brokenToo) {
      // Every byte is one character, so that positions in the text are positions in the body.
      String text = new String(body, ISO_8859_1);
      int line = text.indexOf("\r\n");
      String boundary = "\r\n" + text.substring(0, Math.max(line, 0));
      Map<String, String> fields = new LinkedHashMap<>();
      Matcher field = FIELD.matcher(text);
      int position = 0;
      while (field.find(position)) {
        int end = text.indexOf(boundary, field.end());
        if (end < 0 && brokenToo) {
          end = text.length();
        }
        if (end < 0) {
          break;
        }
        if (field.group(1).equals("file")) {
          return new Form(fields, Arrays.copyOfRange(body, field.end(), end));
        }
        fields.put(field.group(1), text.substring(field.end(), end));
        position = end;
      }
      throw new IllegalArgumentException("no form with a file");
    }
  }
}
