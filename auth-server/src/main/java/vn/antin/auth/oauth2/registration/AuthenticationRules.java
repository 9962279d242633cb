package vn.antin.auth.oauth2.registration;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKeys;

/** How the client proves who it is, and that it brings what this takes (RFC 7591, 7523, 8705). */
final class AuthenticationRules {
  private static final Set<String> METHODS =
      Stream.of(ClientAuthentication.values())
          .map(ClientAuthentication::value)
          .collect(Collectors.toUnmodifiableSet());

  /** RFC 8705 §2.1.2: exactly one names the certificate's subject. */
  private static final List<String> SUBJECTS =
      List.of(
          "tls_client_auth_subject_dn",
          "tls_client_auth_san_dns",
          "tls_client_auth_san_uri",
          "tls_client_auth_san_ip",
          "tls_client_auth_san_email");

  private AuthenticationRules() {}

  static ClientAuthentication method(MetadataReader in) {
    String method = in.oneOf("token_endpoint_auth_method", METHODS);
    return method == null
        ? ClientAuthentication.CLIENT_SECRET_BASIC
        : ClientAuthentication.of(method);
  }

  static void check(MetadataReader in, ClientAuthentication method, ClientKeys keys) {
    boolean none = keys instanceof ClientKeys.None;
    switch (method) {
      case PRIVATE_KEY_JWT -> {
        algorithm(in, Algorithms.SIGNING);
        if (none) {
          keysNeeded(in, method);
        }
      }
      case SELF_SIGNED_TLS_CLIENT_AUTH -> {
        if (none) {
          keysNeeded(in, method);
        }
      }
      case TLS_CLIENT_AUTH -> subject(in);
      case CLIENT_SECRET_JWT -> algorithm(in, Algorithms.SECRET_SIGNING);
      case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, NONE -> {}
    }
    if (method != ClientAuthentication.TLS_CLIENT_AUTH) {
      SUBJECTS.stream()
          .filter(in::has)
          .forEach(member ->
              in.fault(member, "conflict", "expected token_endpoint_auth_method tls_client_auth"));
    }
  }

  private static void keysNeeded(MetadataReader in, ClientAuthentication method) {
    if (!in.has("jwks") && !in.has("jwks_uri")) {
      in.fault("jwks", "required", "expected jwks or jwks_uri for " + method.value());
    }
  }

  private static void algorithm(MetadataReader in, Set<String> values) {
    in.keep("token_endpoint_auth_signing_alg", in.oneOf("token_endpoint_auth_signing_alg", values));
  }

  private static void subject(MetadataReader in) {
    List<String> named = SUBJECTS.stream().filter(in::has).toList();
    if (named.size() != 1) {
      in.fault(
          SUBJECTS.getFirst(),
          "required",
          "expected exactly one of %s for tls_client_auth, found %d"
              .formatted(String.join(", ", SUBJECTS), named.size()));
      return;
    }
    @Nullable String value = in.text(named.getFirst(), 500);
    in.keep(named.getFirst(), value);
  }
}
