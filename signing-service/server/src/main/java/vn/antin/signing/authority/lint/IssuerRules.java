package vn.antin.signing.authority.lint;

import static vn.antin.signing.authority.lint.Rule.FINE;
import static vn.antin.signing.authority.lint.Rule.unless;

import java.util.List;
import java.util.Locale;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/** What an issuer can vouch for. */
final class IssuerRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "issuer-outlived",
              "X.509 §7.11, RFC 5280 §6.1 (validity of the whole path)",
              draft ->
                  unless(
                      !FieldRules.end(draft).isAfter(draft.issuer().notAfter()),
                      "must not be valid longer than its issuer")),
          new Rule(
              "issuer-in-force",
              "RFC 5280 §6.1.3",
              draft ->
                  unless(
                      !draft.now().isBefore(draft.issuer().notBefore())
                          && draft.now().isBefore(draft.issuer().notAfter()),
                      "the issuer is not valid now")),
          new Rule("issuer-path-length", "RFC 5280 §4.2.1.9", IssuerRules::pathLength),
          new Rule("issuer-algorithm", "RFC 5280 §4.1.1.2", IssuerRules::algorithm));

  private IssuerRules() {}

  private static String pathLength(Draft draft) {
    if (draft.issuer().own()) {
      return unless(
          draft.certificate().getIssuer().equals(draft.certificate().getSubject()),
          "who signs for itself must name itself");
    }
    if (draft.issuer().pathLength() < 0) {
      return "the issuer is no authority";
    }
    return unless(
        !draft.authority() || draft.profile().kind().pathLength() < draft.issuer().pathLength(),
        "the issuer may not have such an authority below it");
  }

  private static String algorithm(Draft draft) {
    var name =
        new DefaultAlgorithmNameFinder()
            .getAlgorithmName(draft.certificate().getSignature())
            .toUpperCase(Locale.ROOT);
    var fits =
        switch (draft.issuer().key().getAlgorithm()) {
          case "RSA" -> name.endsWith("RSA");
          case "EC", "ECDSA" -> name.endsWith("ECDSA");
          case "EdDSA", "Ed25519" -> name.equals("ED25519");
          default -> false;
        };
    return fits ? FINE : "the issuer's key does not make such signatures";
  }
}
