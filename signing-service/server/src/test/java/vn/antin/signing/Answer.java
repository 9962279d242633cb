package vn.antin.signing;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
@SuppressWarnings("ArrayRecordComponent") // lives for one assertion and is never compared
public record Answer(int status, byte[] body, HttpHeaders headers) {
  public JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The last part of a problem's type URN; empty when it is no problem. */
  public String problem() {
    return headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json")
        ? json().path("type").asString("").replace("urn:antin:problem:", "")
        : "";
  }
}
