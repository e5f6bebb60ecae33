package io.filelibrary.server.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers of the server itself, in the form that those of the servlet have. */
final class JsonAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAnswer() {}

  /** Returns the body that says what went wrong. */
  static byte[] failure(String code, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.put("code", code);
    body.put("message", message);
    body.putObject("data");
    return bytes(body);
  }

  /** Returns the body that says how the server is. */
  static byte[] status(String status) {
    return bytes(JSON.createObjectNode().put("status", status));
  }

  /** Sets the headers that all of these answers have. */
  private static void describe(HttpFields.Mutable headers, String contentType) {
    headers.put(new HttpField(HttpHeader.CONTENT_TYPE, contentType));
    headers.put(new HttpField(HttpHeader.CACHE_CONTROL, "no-store"));
    headers.put("X-Content-Type-Options", "nosniff");
  }

  static void send(
      Response response, int status, String contentType, byte[] body, Callback callback) {
    response.setStatus(status);
    describe(response.getHeaders(), contentType);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  static void send(Response response, int status, byte[] body, Callback callback) {
    send(response, status, "application/json", body, callback);
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts is written", e);
    }
  }
}
