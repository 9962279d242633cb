package vn.antin.auth.oauth2.registration;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.jose.JoseMetadata;

/** The algorithms that a client may choose (RFC 7518, 8037), and those a member may name. */
final class Algorithms {
  /** What we sign with for a client, and what it signs with for us. */
  static final Set<String> SIGNING = Set.of("ES256", "PS256", "RS256", "EdDSA");

  /** FAPI 2.0 Security Profile §5.4.1. */
  static final Set<String> FAPI_SIGNING = Set.of("ES256", "PS256", "EdDSA");

  static final Set<String> SECRET_SIGNING = Set.of("HS256", "HS384", "HS512");

  /** OpenID Connect Dynamic Client Registration §2: what an algorithm without an enc means. */
  private static final String USUAL_CONTENT = "A128CBC-HS256";

  private Algorithms() {}

  /** The three members by which a client says how answers of one kind are protected. */
  static void answers(
      MetadataReader in, String prefix, Set<String> offered, @Nullable String otherwise) {
    String signing = in.oneOf(prefix + "_signed_response_alg", offered);
    in.keep(prefix + "_signed_response_alg", signing == null ? otherwise : signing);
    encryption(in, prefix + "_encrypted_response");
  }

  /** How the client may sign what it sends by way of the browser (RFC 9101). */
  static void requestObjects(MetadataReader in) {
    Set<String> values = new HashSet<>(SIGNING);
    values.add("none");
    in.keep("request_object_signing_alg", in.oneOf("request_object_signing_alg", values));
  }

  private static void encryption(MetadataReader in, String prefix) {
    String algorithm = in.oneOf(prefix + "_alg", Set.copyOf(JoseMetadata.keyManagement()));
    String content = in.oneOf(prefix + "_enc", Set.copyOf(JoseMetadata.content()));
    if (algorithm == null) {
      if (content != null && !in.has(prefix + "_alg")) {
        in.fault(prefix + "_enc", "conflict", "expected " + prefix + "_alg as well");
      }
      return;
    }
    in.keep(prefix + "_alg", algorithm);
    in.keep(prefix + "_enc", content == null ? USUAL_CONTENT : content);
  }
}
