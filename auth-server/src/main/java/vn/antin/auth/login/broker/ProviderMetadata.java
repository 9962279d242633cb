package vn.antin.auth.login.broker;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an upstream says of itself (OpenID Connect Discovery 1.0 §3).
 *
 * @param pushed where requests are pushed (RFC 9126), when it offers that
 * @param namesItself whether its authorization responses carry {@code iss} (RFC 9207 §3)
 */
record ProviderMetadata(
    String issuer,
    URI authorization,
    URI token,
    URI keys,
    @Nullable URI userinfo,
    @Nullable URI pushed,
    boolean namesItself) {
  static ProviderMetadata parse(String body, Upstream upstream, JsonMapper json)
      throws BrokerFault {
    try {
      JsonNode document = json.readTree(body);
      String issuer = document.path("issuer").asString("");
      if (!issuer.equals(upstream.issuer().toString())) {
        throw fault("expected issuer %s, found another".formatted(upstream.issuer()));
      }
      return new ProviderMetadata(
          issuer,
          required(document, "authorization_endpoint"),
          required(document, "token_endpoint"),
          required(document, "jwks_uri"),
          address(document, "userinfo_endpoint"),
          address(document, "pushed_authorization_request_endpoint"),
          document.path("authorization_response_iss_parameter_supported").asBoolean(false));
    } catch (JacksonException e) {
      throw fault("expected a JSON object as metadata of " + upstream.issuer());
    }
  }

  private static URI required(JsonNode document, String name) throws BrokerFault {
    URI found = address(document, name);
    if (found == null) {
      throw fault("expected " + name + " in the upstream's metadata");
    }
    return found;
  }

  private static @Nullable URI address(JsonNode document, String name) throws BrokerFault {
    JsonNode value = document.path(name);
    if (!value.isString()) {
      return null;
    }
    try {
      URI address = URI.create(value.asString());
      boolean plain = "http".equals(address.getScheme()) && loopback(address.getHost());
      if (address.getHost() != null && ("https".equals(address.getScheme()) || plain)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw fault("expected an https address as " + name);
  }

  private static boolean loopback(@Nullable String host) {
    return "localhost".equals(host) || "127.0.0.1".equals(host);
  }

  private static BrokerFault fault(String message) {
    return new BrokerFault(BrokerFault.Kind.UNREACHABLE, message);
  }
}
