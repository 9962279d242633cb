package vn.antin.auth.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.web.House;

/**
 * The description of the REST API that is served says what the controllers do. {@code
 * -Dantin.refresh=true} writes it anew.
 */
@AuthServerTest
@Import(WithFakeTokens.class)
@TestPropertySource(
    properties = {"springdoc.api-docs.enabled=true", "springdoc.paths-to-match=/api/**"})
final class ApiDescriptionTest {
  private static final Path FILE =
      Path.of(System.getProperty("antin.root"), "docs/api/auth-server.json");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final String FRAME =
      """
      {"info": {"title": "Ấn Tín auth-server", "version": "v1",
        "description": "Officials, units, powers and applications. Lists go on by `after` and \
      `limit`; what changes a single resource demands `If-Match`; a POST may be repeated with its \
      `Idempotency-Key`. What lies outside the caller's scope answers as what does not exist does."},
       "servers": [{"url": "http://localhost:9000"}], "security": [{"token": []}]}
      """;
  private static final String SCHEMES =
      """
      {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "at+jwt"}}
      """;
  private static final String PROBLEM =
      """
      {"type": "object", "description": "RFC 9457", "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object", "properties": {
          "field": {"type": "string"}, "code": {"type": "string"},
          "message": {"type": "string"}}}}}}
      """;
  private static final String REFUSED =
      """
      {"description": "Refused", "content": {"application/problem+json": {
        "schema": {"$ref": "#/components/schemas/Problem"}}}}
      """;
  private static final String KEY =
      """
      {"name": "Idempotency-Key", "in": "header", "required": false,
       "schema": {"type": "string", "maxLength": 255}}
      """;

  private final String origin;

  ApiDescriptionTest(House house) {
    this.origin = house.issuer().toString();
  }

  @Test
  void descriptionSaysWhatTheControllersDo() throws IOException {
    String described = described();
    if (Boolean.getBoolean("antin.refresh")) {
      Files.writeString(FILE, described);
    }
    assertThat(Files.readString(FILE))
        .as("docs/api/auth-server.json; -Dantin.refresh=true writes it anew")
        .isEqualTo(described);
  }

  @Test
  void anybodyMayReadIt() {
    Rest.Reply reply = new Rest(origin, null).get("/api/openapi.json");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("openapi")).startsWith("3.");
  }

  private String described() {
    ObjectNode root = (ObjectNode) new Rest(origin, null).get("/v3/api-docs").json();
    for (var fixed : JSON.readTree(FRAME).properties()) {
      root.set(fixed.getKey(), fixed.getValue());
    }
    ObjectNode components = root.withObject("/components");
    components.set("securitySchemes", JSON.readTree(SCHEMES));
    components.withObject("/schemas").set("Problem", JSON.readTree(PROBLEM));
    for (JsonNode path : root.path("paths")) {
      path.properties().forEach(call -> complete(call.getKey(), (ObjectNode) call.getValue()));
    }
    Map<String, Object> sorted =
        JSON.convertValue(root, new TypeReference<TreeMap<String, Object>>() {});
    return JSON.writeValueAsString(sorted).replace(System.lineSeparator(), "\n") + "\n";
  }

  private static void complete(String method, ObjectNode call) {
    call.withObject("/responses").set("default", JSON.readTree(REFUSED));
    if (method.equals("post")) {
      ArrayNode parameters =
          call.path("parameters") instanceof ArrayNode there ? there : call.putArray("parameters");
      parameters.add(JSON.readTree(KEY));
    }
  }
}
