package vn.antin.signing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The steps of a signature as a system takes them, for tests that are about one of them. */
public final class TestSigning {
  public static final String APP = "demo-app";

  private final RunningService service;

  public TestSigning(RunningService service) {
    this.service = service;
  }

  /** An official's token in the system {@link #APP}. */
  public String official(UUID id) {
    return official(id, APP);
  }

  public String official(UUID id, String client) {
    return service.authServer.token(
        Map.of("sub", id.toString(), "client_id", client, "scope", "openid service credential"));
  }

  public String administrator(UUID id, UUID... units) {
    return service.authServer.token(
        Map.of(
            "sub",
            id.toString(),
            "client_id",
            "admin-ui",
            "scope",
            "openid admin",
            "administers",
            java.util.Arrays.stream(units).map(UUID::toString).toList()));
  }

  /** Waits until the copy of people has so many posts of the official. */
  public void awaitPosts(UUID official, long posts) {
    eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM assignment WHERE official_id = :id")
                .param("id", official)
                .query(Long.class)
                .single()
            == posts);
  }

  /** auth-server's own token. */
  public String house(String scope) {
    return service.authServer.token(Map.of("sub", "auth-server", "scope", scope));
  }

  public String upload(String token, byte[] pdf) {
    var answer =
        service.postPdf("/documents?name=Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf", token, pdf);
    if (answer.status() != 201) {
      throw new AssertionError("upload: " + answer.status() + " " + answer.text());
    }
    return answer.json().path("id").asString("");
  }

  /** The first credential of the kind; the development authority issues on demand. */
  public String credential(UUID official, String kind) {
    var answer = service.get("/credentials", official(official));
    for (var item : answer.json().path("items")) {
      if (kind.equals(item.path("kind").asString(""))) {
        return item.path("id").asString("");
      }
    }
    throw new AssertionError("no " + kind + ": " + answer.status() + " " + answer.text());
  }

  public JsonNode request(String token, String credential, String... documents) {
    var answer =
        service.postJson(
            "/signature-requests",
            token,
            Map.of(
                "credentialID",
                credential,
                "documents",
                List.of(documents),
                "level",
                "PAdES-BASELINE-B",
                "reason",
                "Phê duyệt"));
    if (answer.status() != 201) {
      throw new AssertionError("request: " + answer.status() + " " + answer.text());
    }
    return answer.json();
  }

  /** What auth-server would introspect for an approval of these authorization details. */
  public Map<String, Object> approved(UUID official, String client, JsonNode details) {
    var answer = new HashMap<String, Object>();
    answer.put("active", true);
    answer.put("iss", service.authServer.issuer());
    answer.put("sub", official.toString());
    answer.put("client_id", client);
    answer.put("scope", "credential");
    answer.put("grant_id", UUID.randomUUID().toString());
    answer.put("token_type", "Bearer");
    answer.put("exp", service.clock.instant().plus(Duration.ofMinutes(5)).getEpochSecond());
    answer.put("authorization_details", JsonMapper.shared().convertValue(details, List.class));
    return answer;
  }

  /** A token that approves the request exactly as it was made. */
  public String approve(UUID official, JsonNode request) {
    return service.authServer.approval(
        approved(official, APP, request.path("authorizationDetails")));
  }

  public Answer sign(JsonNode request, String approval) {
    return service.post(
        "/signature-requests/" + request.path("id").asString("") + "/sign", approval);
  }

  /** As if the node had died before it noted this file or value: the ledger knows it no more. */
  public void forgetSigned(byte[] signed) {
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE grant_hash SET state = 'closed', signed_document_id = NULL,
              signed_sha256 = NULL, signed_value = NULL
            WHERE signed_sha256 = sha256(:signed) OR signed_value = :signed
            """)
        .param("signed", signed)
        .update();
  }

  /** Until the installation's own authorities give all that a signature of level LTA takes. */
  public void awaitAuthorities() {
    var administrator = administrator(TestProvince.CHAIRMAN, TestProvince.PROVINCE);
    eventually(() ->
        service.get("/time-stamping", administrator).json().path("ready").asBoolean()
            && service
                    .database
                    .superuser()
                    .sql("SELECT count(*) FROM ocsp_responder")
                    .query(Long.class)
                    .single()
                > 0
            && service.get("/crl/issuing.crl", null).status() == 200
            && service.get("/crl/root.crl", null).status() == 200);
  }

  /** Waits for something that background work brings about, up to a limit. */
  public static void eventually(java.util.function.BooleanSupplier condition) {
    var limit = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("did not come about within three minutes");
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Waits until the read copy holds the test province. */
  public void awaitPeople() {
    eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM role_held")
                .query(Long.class)
                .single()
            > 0);
  }
}
