package vn.antin.auth.oauth2.registration;

import java.util.Set;
import vn.antin.auth.oauth2.client.ClientKeys;

/** Logins that the client asks for without a browser: OpenID Connect CIBA Core 1.0 §4. */
final class BackchannelRules {
  private static final String MODE = "backchannel_token_delivery_mode";
  private static final String ENDPOINT = "backchannel_client_notification_endpoint";
  private static final String SIGNING = "backchannel_authentication_request_signing_alg";

  private BackchannelRules() {}

  static void check(MetadataReader in, Set<String> grants, ClientKeys keys) {
    if (!grants.contains(GrantRules.CIBA)) {
      return;
    }
    String mode = in.oneOf(MODE, Set.of("poll", "ping"));
    if (mode == null) {
      if (!in.has(MODE)) {
        in.fault(MODE, "required", "expected poll or ping for " + GrantRules.CIBA);
      }
      return;
    }
    in.keep(MODE, mode);
    boolean endpoint = UriRules.fetched(in, ENDPOINT) != null;
    if (mode.equals("ping") && !endpoint && !in.has(ENDPOINT)) {
      in.fault(ENDPOINT, "required", "expected an https address for ping");
    }
    String algorithm = in.oneOf(SIGNING, Algorithms.SIGNING);
    in.keep(SIGNING, algorithm);
    if (algorithm != null && keys instanceof ClientKeys.None) {
      in.fault(SIGNING, "required", "expected jwks or jwks_uri");
    }
    if (in.flag("backchannel_user_code_parameter", false)) {
      in.fault("backchannel_user_code_parameter", "unsupported", "this server asks for no code");
    }
  }
}
