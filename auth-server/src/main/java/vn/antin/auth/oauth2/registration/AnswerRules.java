package vn.antin.auth.oauth2.registration;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.ClientKeys;

/** How what we send the client is signed and encrypted, and that it has keys for it. */
final class AnswerRules {
  /** OpenID Connect Dynamic Client Registration §2: an ID token's when the client says nothing. */
  static final String REGISTRATION_DEFAULT = "RS256";

  private static final List<String> PREFIXES =
      List.of("id_token", "userinfo", "authorization", "introspection", "security_event");

  private AnswerRules() {}

  /**
   * Checks the members about answers.
   *
   * @param offered what this server signs with
   * @param idTokenAlgorithm when the client names none and it is offered
   */
  static void check(
      MetadataReader in, ClientKeys keys, Set<String> offered, @Nullable String idTokenAlgorithm) {
    Algorithms.answers(
        in,
        "id_token",
        offered,
        idTokenAlgorithm != null && offered.contains(idTokenAlgorithm) ? idTokenAlgorithm : null);
    Algorithms.answers(in, "userinfo", offered, null);
    Algorithms.answers(in, "authorization", offered, null);
    Algorithms.answers(in, "introspection", offered, null);
    Algorithms.answers(in, "security_event", offered, null);
    Algorithms.requestObjects(in);
    for (String prefix : PREFIXES) {
      String member = prefix + "_encrypted_response_alg";
      if (in.kept().get(member) instanceof String algorithm && !canDecrypt(keys, algorithm)) {
        in.fault(member, "required", "expected a key for " + algorithm + " in jwks or jwks_uri");
      }
    }
    if (in.kept().get("request_object_signing_alg") instanceof String algorithm
        && !algorithm.equals("none")
        && keys instanceof ClientKeys.None) {
      in.fault("request_object_signing_alg", "required", "expected jwks or jwks_uri");
    }
  }

  private static boolean canDecrypt(ClientKeys keys, String algorithm) {
    return switch (keys) {
      case ClientKeys.None() -> false;
      case ClientKeys.At(var _) -> true;
      case ClientKeys.Inline(JWKSet set) ->
          set.getKeys().stream()
              .anyMatch(key ->
                  key.getKeyType().equals(algorithm.startsWith("RSA") ? KeyType.RSA : KeyType.EC)
                      && (key.getKeyUse() == null || key.getKeyUse().getValue().equals("enc")));
    };
  }
}
