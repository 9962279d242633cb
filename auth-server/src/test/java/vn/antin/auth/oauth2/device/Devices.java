package vn.antin.auth.oauth2.device;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientBuilder;

/** Speaks as a device and as the official in front of it. */
final class Devices {
  static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private Devices() {}

  /** A public client of a device. */
  static ClientBuilder newClient() {
    return Client.builder("device-" + UUID.randomUUID(), "Máy quét văn thư")
        .grantTypes(Set.of(GRANT, "refresh_token"))
        .scopes(Set.of("openid", "profile", "email", "admin"));
  }

  static Answer ask(Protocol protocol, Client client) {
    return protocol.post(
        "/oauth2/device_authorization",
        Map.of("client_id", client.id(), "scope", "openid profile"),
        Map.of());
  }

  static Answer poll(Protocol protocol, Client client, String deviceCode) {
    return protocol.post("/oauth2/token", pollForm(client, deviceCode), Map.of());
  }

  static Map<String, String> pollForm(Client client, String deviceCode) {
    return Map.of("grant_type", GRANT, "client_id", client.id(), "device_code", deviceCode);
  }

  static HttpResponse<String> type(Browser browser, String userCode) {
    return browser.post("/device", Map.of("user_code", userCode));
  }

  static HttpResponse<String> decide(Browser browser, String userCode, String action) {
    return browser.post("/device/decide", Map.of("user_code", userCode, "action", action));
  }
}
