package io.filelibrary.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.http.route.Access;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.JsonText;
import io.filelibrary.http.route.Surface;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The OpenAPI 3.1 document of both dialects, which names the server that it comes from. */
final class ApiDescription {
  private static final String RESOURCE = "openapi.json";

  private final ObjectNode document;

  private ApiDescription(ObjectNode document) {
    this.document = document;
  }

  static Endpoint endpoint() {
    ApiDescription description = new ApiDescription(read());
    return Endpoint.of(Surface.CONTENT, "GET", "/openapi.json", Access.OPEN, description::answer);
  }

  static ObjectNode read() {
    try (InputStream text =
        Objects.requireNonNull(ApiDescription.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return (ObjectNode) JsonText.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the description of the API is not in the jar", e);
    }
  }

  private void answer(Exchange exchange) throws IOException {
    ObjectNode own = document.deepCopy();
    ArrayNode servers = own.putArray("servers");
    servers.addObject().put("url", exchange.base().toString());
    exchange.answer(200, own);
  }
}
