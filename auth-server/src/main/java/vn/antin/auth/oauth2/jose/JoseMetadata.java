package vn.antin.auth.oauth2.jose;

import com.nimbusds.jose.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.key.TokenAlgorithm;
import vn.antin.auth.oauth2.ServerMetadata;

/** How ID tokens and userinfo are protected, and who officials are in them. */
@Component
public final class JoseMetadata implements ServerMetadata {
  private final Set<TokenAlgorithm> algorithms;

  @Autowired
  JoseMetadata(SigningKeys keys) {
    this(keys.algorithms());
  }

  /** For an installation that signs with these. */
  public JoseMetadata(Set<TokenAlgorithm> algorithms) {
    this.algorithms = Set.copyOf(algorithms);
  }

  /** What this server signs with. */
  public List<String> signing() {
    return algorithms.stream().sorted().map(TokenAlgorithm::jose).toList();
  }

  /** How content keys reach clients. */
  public static List<String> keyManagement() {
    return ClientEncryption.KEY_MANAGEMENT.stream().map(Algorithm::getName).toList();
  }

  /** What content is encrypted with. */
  public static List<String> content() {
    return ClientEncryption.CONTENT.stream().map(Algorithm::getName).toList();
  }

  @Override
  public Map<String, Object> members() {
    return Map.of(
        "id_token_signing_alg_values_supported", signing(),
        "id_token_encryption_alg_values_supported", keyManagement(),
        "id_token_encryption_enc_values_supported", content(),
        "userinfo_signing_alg_values_supported", signing(),
        "userinfo_encryption_alg_values_supported", keyManagement(),
        "userinfo_encryption_enc_values_supported", content(),
        "subject_types_supported", List.of("public", "pairwise"));
  }
}
