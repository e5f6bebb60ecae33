package io.filelibrary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.filelibrary.http.TestClient.Answer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sends requests, and holds requests and answers against the description of the API. */
final class DescribedApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** JSON Schema; what a schema refers to comes along under a word that means nothing there. */
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          Dialect.builder(Dialects.getDraft202012())
              .keyword(new NonValidationKeyword("components"))
              .build());

  private final JsonNode document;
  private final Set<String> seen = new TreeSet<>();

  DescribedApi(JsonNode document) {
    this.document = document;
  }

  /** A method on a path of the document. */
  record Operation(String method, String path, List<JsonNode> parameters, JsonNode node) {
    boolean takes(String otherMethod, String target) {
      String pattern =
          Stream.of(path.split("/", -1))
              .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
              .reduce((left, right) -> left + "/" + right)
              .orElse("");
      return method.equals(otherMethod) && target.split("\\?", 2)[0].matches(pattern);
    }

    /** The names of the parameters that come in a place: path, query or header. */
    Set<String> parameters(String place) {
      Set<String> names = new TreeSet<>();
      parameters.stream()
          .filter(parameter -> parameter.path("in").textValue().equals(place))
          .forEach(parameter -> names.add(parameter.path("name").textValue()));
      return names;
    }

    /** The statuses that it is said to answer with. */
    Set<String> statuses() {
      Set<String> statuses = new TreeSet<>();
      node.path("responses").fieldNames().forEachRemaining(statuses::add);
      return statuses;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** All operations of the document. */
  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (!member.getKey().equals("parameters")) {
          List<JsonNode> parameters = new ArrayList<>();
          path.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
          member.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
          String method = member.getKey().toUpperCase(Locale.ROOT);
          all.add(new Operation(method, path.getKey(), parameters, member.getValue()));
        }
      }
    }
    return all;
  }

  /** Which operations answered with which statuses, such as {@code GET /v1/files 200}. */
  Set<String> seen() {
    return seen;
  }

  /** Sends a request without a body. */
  Answer send(TestClient client, int status, String method, String target) throws Exception {
    return send(client, status, method, target, Map.of(), BodyPublishers.noBody());
  }

  /** Sends a JSON body; one that succeeds has to be as described. */
  Answer send(TestClient client, int status, String method, String target, String body)
      throws Exception {
    return send(client, status, method, target, Map.of(), body);
  }

  /** Sends a JSON body with further headers; one that succeeds has to be as described. */
  Answer send(
      TestClient client,
      int status,
      String method,
      String target,
      Map<String, String> headers,
      String body)
      throws Exception {
    Answer answer = send(client, status, method, target, headers, BodyPublishers.ofString(body));
    if (status == 200) {
      JsonNode schema =
          operation(method, target).node().at("/requestBody/content/application~1json/schema");
      assertThat(errors(schema, JSON.readTree(body)))
          .as("%s %s %s", method, target, body)
          .isEmpty();
    }
    return answer;
  }

  /** Sends a request, and compares the answer. */
  Answer send(
      TestClient client,
      int status,
      String method,
      String target,
      Map<String, String> headers,
      BodyPublisher body)
      throws Exception {
    Operation operation = operation(method, target);
    Answer answer = client.send(method, target, headers, body);
    assertThat(answer.status()).as("%s %s: %s", method, target, answer).isEqualTo(status);
    if (status == 200) {
      assertThat(operation.parameters("query")).as("%s", operation).containsAll(query(target));
      assertThat(operation.parameters("header")).as("%s", operation).containsAll(own(headers));
    }
    compare(operation, answer);
    seen.add(operation + " " + status);
    return answer;
  }

  private void compare(Operation operation, Answer answer) {
    JsonNode response = resolved(operation.node().path("responses").path("" + answer.status()));
    assertThat(response.isObject()).as("%s answers with %s", operation, answer.status()).isTrue();
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      String value = answer.header(header.getKey()).orElseThrow();
      JsonNode schema = resolved(header.getValue()).path("schema");
      assertThat(errors(schema, JSON.getNodeFactory().textNode(value))).as("%s", value).isEmpty();
    }
    JsonNode content = response.path("content");
    if (content.has("application/json")) {
      assertThat(answer.header("Content-Type")).contains("application/json");
      assertThat(errors(content.path("application/json").path("schema"), answer.json()))
          .as("%s answers with %s", operation, answer)
          .isEmpty();
    } else {
      assertThat(content.has("*/*")).as("%s describes its answer", operation).isTrue();
    }
  }

  /** What a schema of the document has against a value. */
  List<Error> errors(JsonNode schema, JsonNode value) {
    assertThat(schema.isObject()).as("a schema is an object, not %s", schema).isTrue();
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", document.path("components"));
    return SCHEMAS
        .getSchema(whole)
        .validate(
            value, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  /** What is wrong with a schema itself. */
  static List<Error> errorsOfSchema(JsonNode schema) {
    return SCHEMAS
        .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
        .validate(schema);
  }

  /** A part of the document, or what it refers to. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
  }

  private Operation operation(String method, String target) {
    return operations().stream()
        .filter(operation -> operation.takes(method, target))
        .min(Comparator.comparing(operation -> operation.parameters("path").size()))
        .orElseThrow(() -> new AssertionError(method + " " + target + " is not described"));
  }

  private static Set<String> query(String target) {
    Set<String> names = new HashSet<>();
    if (target.contains("?")) {
      for (String pair : target.split("\\?", 2)[1].split("&", -1)) {
        names.add(pair.split("=", 2)[0]);
      }
    }
    return names;
  }

  private static Set<String> own(Map<String, String> headers) {
    Set<String> names = new HashSet<>(headers.keySet());
    names.remove("Content-Type");
    return names;
  }
}
