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

  void reset() {
    away = false;
    off = false;
  }

  void handle(HttpExchange exchange, String what) throws IOException {
    Exchange.json(exchange, 200, what.equals("tokens") ? tokens() : stamping());
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
        Map.of("RESIDENT", 42, "WRAPPED", 15_200));
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
            List.of("EC_P256", "RSA_2048"),
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
        true,
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
