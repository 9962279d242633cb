package vn.antin.auth.oauth2.registration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientProfile;

/** The FAPI 2.0 Security Profile and Message Signing, as far as a client's metadata decide it. */
final class ProfileRules {
  static final String MEMBER = "antin_profile";

  private static final Set<ClientAuthentication> STRONG =
      Set.of(
          ClientAuthentication.PRIVATE_KEY_JWT,
          ClientAuthentication.TLS_CLIENT_AUTH,
          ClientAuthentication.SELF_SIGNED_TLS_CLIENT_AUTH);

  private static final List<String> ALGORITHMS =
      List.of(
          "token_endpoint_auth_signing_alg",
          "id_token_signed_response_alg",
          "userinfo_signed_response_alg",
          "authorization_signed_response_alg",
          "introspection_signed_response_alg",
          "request_object_signing_alg",
          "backchannel_authentication_request_signing_alg");

  private ProfileRules() {}

  /** The name of a profile in metadata and in the API. */
  static String name(ClientProfile profile) {
    return profile.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ClientProfile profile(MetadataReader in) {
    Set<String> names =
        Arrays.stream(ClientProfile.values()).map(ProfileRules::name).collect(Collectors.toSet());
    String name = in.oneOf(MEMBER, names);
    return name == null
        ? ClientProfile.STANDARD
        : ClientProfile.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** Notes what the profile does not allow, and switches on what it demands. */
  static void check(
      MetadataReader in,
      ClientProfile profile,
      ClientAuthentication authentication,
      ClientKeys keys,
      Set<String> redirects) {
    if (!profile.fapi()) {
      return;
    }
    if (!STRONG.contains(authentication)) {
      in.fault(
          "token_endpoint_auth_method",
          "fapi",
          "FAPI 2.0 expects private_key_jwt or a client certificate");
    }
    Map<String, Object> kept = in.kept();
    for (String member : ALGORITHMS) {
      @Nullable Object algorithm = kept.get(member);
      if (algorithm != null && !Algorithms.FAPI_SIGNING.contains(algorithm)) {
        in.fault(member, "fapi", "FAPI 2.0 expects PS256, ES256 or EdDSA, found " + algorithm);
      }
    }
    if (!Boolean.TRUE.equals(kept.get("dpop_bound_access_tokens"))
        && !Boolean.TRUE.equals(kept.get("tls_client_certificate_bound_access_tokens"))) {
      in.fault(
          "dpop_bound_access_tokens",
          "fapi",
          "FAPI 2.0 expects tokens bound by DPoP or by a client certificate");
    }
    redirects.stream()
        .filter(uri -> uri.startsWith("http://"))
        .forEach(uri ->
            in.redirectFault("redirect_uris", "fapi", "FAPI 2.0 expects https, found " + uri));
    in.keep("require_pushed_authorization_requests", true);
    if (profile == ClientProfile.FAPI2_MESSAGE_SIGNING) {
      if (keys instanceof ClientKeys.None) {
        in.fault("jwks", "fapi", "Message Signing expects keys for the client's signed requests");
      }
      in.keep("require_signed_request_object", true);
    }
  }
}
