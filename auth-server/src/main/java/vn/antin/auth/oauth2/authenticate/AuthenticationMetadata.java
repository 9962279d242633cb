package vn.antin.auth.oauth2.authenticate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.web.ClientAuthorities;
import vn.antin.auth.web.House;
import vn.antin.auth.web.MutualTls;

/** Tells in which ways clients may prove themselves at each endpoint (RFC 8414 §2). */
@Component
final class AuthenticationMetadata implements ServerMetadata {
  private final List<ClientEndpoint> endpoints;
  private final boolean certificates;
  private final boolean authorities;

  AuthenticationMetadata(
      List<ClientEndpoint> endpoints, MutualTls mutual, House house, ClientAuthorities trusted) {
    this.endpoints = List.copyOf(endpoints);
    this.certificates = mutual.address(house).isPresent();
    this.authorities = trusted.any();
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    List<String> algorithms =
        Stream.concat(AssertionAlgorithms.SIGNATURE.stream(), AssertionAlgorithms.MAC.stream())
            .toList();
    endpoints.forEach(endpoint -> {
      if (endpoint.metadata() != null) {
        members.put(endpoint.metadata() + "_auth_methods_supported", methods());
        members.put(endpoint.metadata() + "_auth_signing_alg_values_supported", algorithms);
      }
    });
    return members;
  }

  private List<String> methods() {
    List<String> methods = new ArrayList<>();
    for (ClientAuthentication method : ClientAuthentication.values()) {
      boolean offered =
          switch (method) {
            case CLIENT_SECRET_BASIC,
                CLIENT_SECRET_POST,
                CLIENT_SECRET_JWT,
                PRIVATE_KEY_JWT,
                NONE ->
                true;
            case TLS_CLIENT_AUTH -> certificates && authorities;
            case SELF_SIGNED_TLS_CLIENT_AUTH -> certificates;
          };
      if (offered) {
        methods.add(method.value());
      }
    }
    return methods;
  }
}
