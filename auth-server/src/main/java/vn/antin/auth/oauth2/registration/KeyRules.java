package vn.antin.auth.oauth2.registration;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.ClientKeys;

/** The client's public keys: in the document itself, or at an address, never both. */
final class KeyRules {
  private static final int MOST_KEYS = 20;
  private static final int LONGEST = 32_768;
  private static final int SHORTEST_RSA = 2_048;
  private static final int LONGEST_RSA = 8_192;
  private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521", "Ed25519");

  private KeyRules() {}

  static ClientKeys keys(MetadataReader in) {
    if (in.has("jwks") && in.has("jwks_uri")) {
      in.fault("jwks", "conflict", "expected jwks or jwks_uri, not both (RFC 7591 §2)");
      return new ClientKeys.None();
    }
    if (in.has("jwks_uri")) {
      URI uri = UriRules.fetched(in, "jwks_uri");
      in.kept().remove("jwks_uri");
      return uri == null ? new ClientKeys.None() : new ClientKeys.At(uri);
    }
    JWKSet keys = in.has("jwks") ? inline(in) : null;
    return keys == null ? new ClientKeys.None() : new ClientKeys.Inline(keys);
  }

  private static @Nullable JWKSet inline(MetadataReader in) {
    if (!(in.raw("jwks") instanceof Map<?, ?> object) || object.toString().length() > LONGEST) {
      in.fault("jwks", "keys", "expected a JWK set of at most 32 KiB");
      return null;
    }
    try {
      @SuppressWarnings("unchecked") // the keys of a JSON object are strings
      JWKSet keys = JWKSet.parse((Map<String, Object>) object);
      String fault = fault(keys);
      if (fault == null) {
        return keys;
      }
      in.fault("jwks", fault.contains("private") ? "private-key" : "keys", fault);
    } catch (ParseException | ClassCastException | IllegalArgumentException e) {
      in.fault("jwks", "keys", "expected a JWK set (RFC 7517 §5)");
    }
    return null;
  }

  private static @Nullable String fault(JWKSet keys) {
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      return "expected 1 to %d keys".formatted(MOST_KEYS);
    }
    for (JWK key : keys.getKeys()) {
      if (key.getKeyType().equals(KeyType.OCT)) {
        return "expected public keys, found a symmetric one";
      }
      if (key.isPrivate()) {
        return "found a private key: replace it everywhere, it must be taken as known to others";
      }
      if (!strong(key)) {
        return "expected RSA of 2048 to 8192 bits, P-256, P-384, P-521 or Ed25519";
      }
    }
    return null;
  }

  private static boolean strong(JWK key) {
    return switch (key) {
      case RSAKey rsa -> rsa.size() >= SHORTEST_RSA && rsa.size() <= LONGEST_RSA;
      case ECKey curve -> CURVES.contains(curve.getCurve().getName());
      case OctetKeyPair pair -> CURVES.contains(pair.getCurve().getName());
      default -> false;
    };
  }
}
