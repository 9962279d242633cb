package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the signing-service tells of its tokens and of its time-stamp authority. */
final class FakeKeeping {
  volatile boolean away;
  volatile boolean off;
  volatile boolean alone;

  void reset() {
    away = false;
    off = false;
    alone = false;
  }

  void handle(HttpExchange exchange, String what) throws IOException {
    Exchange.json(
        exchange,
        200,
        switch (what) {
          case "tokens" -> tokens();
          case "authority" -> Map.of("items", off ? List.of() : List.of(authority()));
          default -> stamping();
        });
  }

  private Map<String, Object> tokens() {
    var second = token("hsm-2");
    second.put("state", away ? "away" : "opening");
    second.put("reason", away ? "CKR_DEVICE_ERROR <0x30>" : null);
    second.put("can", null);
    second.put("overdue", away ? 3 : 0);
    return Map.of(
        "items",
        List.of(token("hsm-1"), second),
        "keys",
        Map.of("resident", 42, "wrapped", 15_200));
  }

  private static Map<String, Object> token(String name) {
    var token = new HashMap<String, Object>();
    token.put("name", name);
    token.put("state", "well");
    token.put("reason", null);
    token.put("perSecond", 123.4);
    token.put("signed", 1_234_567);
    token.put("refused", 2);
    token.put("unknown", 0);
    token.put("overdue", 0);
    token.put("unwrapped", 512);
    token.put(
        "can",
        Map.of(
            "manufacturer",
            "SoftHSM project",
            "model",
            "SoftHSM v2",
            "serialNumber",
            "a1b2c3",
            "keys",
            List.of("ec-p256", "rsa-2048"),
            "algorithms",
            List.of("ECDSA_SHA256"),
            "mechanisms",
            List.of("CKM_ECDSA", "CKM_RSA_PKCS"),
            "wrapping",
            "KEY_WRAP_PAD",
            "masterKeys",
            List.of("master-1")));
    return token;
  }

  private static Map<String, Object> authority() {
    var authority = new HashMap<String, Object>();
    authority.put("name", "issuing");
    authority.put("kind", "issuing");
    authority.put("state", "active");
    authority.put("keyHere", true);
    authority.put("subject", "CN=Ấn Tín CA Sơn Hà,C=VN");
    authority.put("issuer", "CN=Ấn Tín gốc,C=VN");
    authority.put("fingerprint", "ab".repeat(32));
    authority.put("list", list(41, "2026-11-01T00:00:00Z"));
    authority.put("deltaList", list(42, "2999-11-01T00:00:00Z"));
    authority.put(
        "ocsp",
        Map.of("responderValidTo", "2027-01-01T00:00:00Z", "answers", 15_000, "backlog", 3));
    authority.put("issued", Map.of("official", 15_000));
    authority.put("revoked", 17);
    authority.put("unknown", 1);
    return authority;
  }

  private static Map<String, Object> list(int number, String next) {
    return Map.of(
        "number",
        number,
        "thisUpdate",
        "2026-10-01T00:00:00Z",
        "nextUpdate",
        next,
        "entries",
        17,
        "address",
        "http://pki.example/crl/issuing.crl");
  }

  private Map<String, Object> stamping() {
    var state = new HashMap<String, Object>();
    state.put("enabled", !off);
    state.put("ready", !away && !off);
    state.put("trouble", away ? "the clock is off by <2 s>" : null);
    state.put("policies", off ? List.of() : List.of("1.2.3.4.1"));
    state.put("hashAlgorithms", off ? List.of() : List.of("SHA-256", "SHA-512"));
    state.put("accuracyMillis", off ? null : 500);
    state.put("ordering", false);
    state.put(
        "certificate",
        off
            ? null
            : Map.of(
                "subject", "CN=Dấu thời gian Sơn Hà,C=VN",
                "issuer", "CN=Ấn Tín CA",
                "serialNumber", "77aa",
                "validFrom", "2026-01-01T00:00:00Z",
                "validTo", "2031-01-01T00:00:00Z",
                "keyAlgorithm", "EC"));
    state.put("clock", off ? null : clock());
    state.put(
        "stamps",
        off
            ? null
            : Map.of(
                "lastDay", 98_765, "unknownLastDay", 4, "openBlocks", 1, "abandonedBlocks", 0));
    return state;
  }

  private Map<String, Object> clock() {
    return Map.of(
        "trusted",
        !away,
        "compared",
        !alone,
        "checkedAt",
        "2026-11-22T02:00:00Z",
        "offsetMillis",
        12,
        "sources",
        List.of(
            Map.of("server", "ntp1.example", "offsetMillis", 12, "delayMillis", 3, "stratum", 2),
            Map.of("server", "ntp2.example", "trouble", "no answer within 2 s")));
  }
}
