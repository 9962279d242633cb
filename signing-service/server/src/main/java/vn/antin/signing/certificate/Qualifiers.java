package vn.antin.signing.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import vn.antin.signing.problem.ConfigurationFault;

/**
 * The names under which applications may ask for any certificate of a kind (CSC API v2 {@code
 * signatureQualifier}): {@code vn_gov_cv} for those under the trust of the State's official duty
 * (công vụ), {@code vn_gov_cv_seal} for seals under it, and what the operator has configured.
 * Thread-safe.
 */
public final class Qualifiers {
  private static final String NAME = "[a-z0-9]+(_[a-z0-9]+)*";
  private static final String OWN = "own";
  private static final String SEAL = "seal";

  private final Map<String, List<String>> authorities = new TreeMap<>();
  private final Supplier<List<X509Certificate>> own;

  /**
   * @param authorities by name: fingerprints, or {@code own}
   * @param own certificates of authorities that this installation vouches for
   */
  Qualifiers(Map<String, List<String>> authorities, Supplier<List<X509Certificate>> own) {
    authorities.forEach((name, prints) -> {
      if (!name.matches(NAME) || !prints.stream().allMatch(Qualifiers::wellFormed)) {
        throw new ConfigurationFault(
            "antin.credentials.qualifiers." + name + " cannot be used.",
            "Name qualifiers in lower case with underscores, and their authorities by SHA-256 in"
                + " hex or as 'own', see docs/approval.md.");
      }
      this.authorities.put(
          name, prints.stream().map(print -> print.toLowerCase(Locale.ROOT)).toList());
    });
    this.own = own;
  }

  private static boolean wellFormed(String authority) {
    return authority.equals(OWN) || authority.matches("[0-9a-fA-F]{64}");
  }

  /** All names, in order. */
  public Set<String> names() {
    return new TreeSet<>(authorities.keySet());
  }

  /** Those that the credential's certificate has. */
  public Set<String> of(Credential credential) {
    Set<String> chain =
        credential.issuers().stream()
            .map(issuer -> Certificates.fingerprint(issuer).toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> roots =
        own.get().stream()
            .map(root -> Certificates.fingerprint(root).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    boolean seal = credential.holder() instanceof Holder.Seal;
    return authorities.entrySet().stream()
        .filter(each -> each.getKey().endsWith(SEAL) == seal)
        .filter(each ->
            each.getValue().stream()
                .anyMatch(authority ->
                    authority.equals(OWN)
                        ? chain.stream().anyMatch(roots::contains)
                        : chain.contains(authority)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
