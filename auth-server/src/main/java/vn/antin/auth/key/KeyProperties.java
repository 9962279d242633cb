package vn.antin.auth.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The life of token-signing keys.
 *
 * @param rotation how long a key signs before the next one takes over
 * @param lead how long a key is published before it signs; longer than any relying party caches
 * @param keep how long a key stays published after its last signature
 * @param algorithms JOSE names of what clients may ask for, each with keys of its own; ES256 is
 *     needed, {@code ML-DSA-65} is offered when it is named here
 * @param store where new keys are made: {@code software} keeps them in PostgreSQL, wrapped by the
 *     root key; {@code pkcs11} in a token that they never leave
 * @param pkcs11 the token; keys made there go on being used while it stands here
 */
@ConfigurationProperties("antin.keys")
@Validated
record KeyProperties(
    @DefaultValue("30d") Duration rotation,
    @DefaultValue("2d") Duration lead,
    @DefaultValue("7d") Duration keep,
    @DefaultValue({"ES256", "RS256", "PS256", "EdDSA"}) List<String> algorithms,
    @DefaultValue("software") Store store,
    @Nullable Pkcs11 pkcs11) {
  KeyProperties {
    if (lead.isNegative() || rotation.compareTo(lead) <= 0 || keep.isNegative()) {
      throw new IllegalArgumentException(
          "antin.keys: expected rotation > lead >= 0 and keep >= 0, found rotation=%s lead=%s keep=%s"
              .formatted(rotation, lead, keep));
    }
    if (store == Store.PKCS11 && pkcs11 == null) {
      throw new IllegalArgumentException(
          "antin.keys.store=pkcs11: expected antin.keys.pkcs11.library, .label and .pin-file");
    }
    algorithms = List.copyOf(algorithms);
    if (!named(algorithms).contains(TokenAlgorithm.ES256)) {
      throw new IllegalArgumentException(
          "antin.keys.algorithms: expected ES256 among them, found " + algorithms);
    }
  }

  Set<TokenAlgorithm> tokenAlgorithms() {
    return named(algorithms);
  }

  private static Set<TokenAlgorithm> named(List<String> names) {
    return names.stream()
        .map(name ->
            TokenAlgorithm.named(name)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "antin.keys.algorithms: expected ES256, RS256, PS256, EdDSA or ML-DSA-65,"
                            + " found "
                            + name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Where new keys are made. */
  enum Store {
    SOFTWARE,
    PKCS11
  }

  /**
   * A PKCS#11 token, the same for all nodes.
   *
   * @param library the vendor's library
   * @param label of the token
   * @param pinFile file whose first line is the PIN, readable by this process's user alone
   */
  record Pkcs11(Path library, String label, Path pinFile) {}
}
