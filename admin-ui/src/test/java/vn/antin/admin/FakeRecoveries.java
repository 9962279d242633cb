package vn.antin.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The auth-server's recovery of one account. */
final class FakeRecoveries {
  static final String CODE = "7Q2M-0000-ABCD-EFGH-JKMN";

  volatile String state = "";
  volatile String way = "mail";
  volatile @Nullable String refuse;
  volatile @Nullable JsonNode wish;

  static boolean serves(String path) {
    return path.matches("/api/accounts/[0-9a-f-]+/recovery(/slip)?");
  }

  void reset() {
    state = "";
    way = "mail";
    refuse = null;
    wish = null;
  }

  void handle(HttpExchange exchange) throws IOException {
    var method = exchange.getRequestMethod();
    var refusal = refuse;
    if (!method.equals("GET") && refusal != null) {
      Exchange.problem(exchange, 409, refusal);
    } else if (method.equals("DELETE")) {
      state = "withdrawn";
      Exchange.send(exchange, 204, "application/json", new byte[0]);
    } else if (exchange.getRequestURI().getPath().endsWith("/slip")) {
      Exchange.json(
          exchange,
          201,
          Map.of(
              "code", CODE,
              "username", "official0009",
              "displayName", "Nguyễn Thị Bưởi",
              "expiresAt", "2026-11-23T00:00:00Z"));
    } else if (method.equals("POST")) {
      wish = Exchange.JSON.readTree(exchange.getRequestBody().readAllBytes());
      Exchange.json(exchange, 202, Map.of("state", "proposed", "proposal", "p1"));
    } else if (state.isEmpty()) {
      Exchange.problem(exchange, 404, "not-found");
    } else {
      Exchange.json(exchange, 200, Map.of("state", state, "way", way, "resetsFactors", true));
    }
  }
}
