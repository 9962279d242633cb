package vn.antin.signing.authority.lint;

import static vn.antin.signing.authority.lint.Rule.FINE;
import static vn.antin.signing.authority.lint.Rule.unless;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import vn.antin.signing.authority.profile.KeyUse;
import vn.antin.signing.authority.profile.Profile;

/** What the key may be used for. */
final class PurposeRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "key-usage",
              "RFC 5280 §4.2.1.3, profile",
              draft ->
                  unless(
                      usage(draft) == KeyUse.bits(draft.profile().keyUsage()),
                      "must be " + draft.profile().keyUsage())),
          new Rule("key-usage-authority", "RFC 5280 §4.2.1.3", PurposeRules::authority),
          new Rule("key-usage-key", "RFC 4055 §1.2, RFC 8813 §3, RFC 8410 §5", PurposeRules::key),
          new Rule("purposes", "RFC 5280 §4.2.1.12, profile", PurposeRules::purposes),
          new Rule("purposes-time", "RFC 3161 §2.3", PurposeRules::timeStamping),
          new Rule("policies", "RFC 5280 §4.2.1.4, profile", PurposeRules::policies));

  private PurposeRules() {}

  private static int usage(Draft draft) {
    return ASN1BitString.getInstance(draft.value(Extension.keyUsage)).intValue();
  }

  private static String authority(Draft draft) {
    var usage = usage(draft);
    var signsCertificates = (usage & KeyUsage.keyCertSign) != 0;
    var signsLists = (usage & KeyUsage.cRLSign) != 0;
    return unless(
        signsCertificates == draft.authority() && signsLists == draft.authority(),
        "an authority signs certificates and lists, and nothing else does");
  }

  private static String key(Draft draft) {
    var usage = usage(draft);
    var algorithm = draft.key().getAlgorithm();
    if (algorithm.equals("RSA")) {
      return unless((usage & KeyUsage.keyAgreement) == 0, "RSA keys do not agree on keys");
    }
    if ((usage & (KeyUsage.keyEncipherment | KeyUsage.dataEncipherment)) != 0) {
      return algorithm + " keys do not encipher";
    }
    return unless(
        algorithm.startsWith("EC") || (usage & KeyUsage.keyAgreement) == 0,
        algorithm + " keys do not agree on keys");
  }

  private static List<String> purposeIds(Draft draft) {
    return draft
        .extension(Extension.extendedKeyUsage)
        .map(extension ->
            Arrays.stream(ExtendedKeyUsage.getInstance(extension.getParsedValue()).getUsages())
                .map(KeyPurposeId::getId)
                .toList())
        .orElse(List.of());
  }

  private static String purposes(Draft draft) {
    var found = purposeIds(draft);
    if (found.contains(KeyPurposeId.anyExtendedKeyUsage.getId())) {
      return "must not be for every purpose";
    }
    if (draft.authority()
        && (found.contains(Profile.OCSP_SIGNING) || found.contains(Profile.TIME_STAMPING))) {
      return "an authority neither answers status nor stamps";
    }
    return unless(
        found.size() == new HashSet<>(found).size()
            && new HashSet<>(found).equals(new HashSet<>(draft.profile().extendedKeyUsage())),
        "must be " + draft.profile().extendedKeyUsage());
  }

  private static String timeStamping(Draft draft) {
    var found = purposeIds(draft);
    return unless(
        !found.contains(Profile.TIME_STAMPING) || found.size() == 1,
        "time-stamping must be the only purpose");
  }

  private static String policies(Draft draft) {
    var extension = draft.extension(Extension.certificatePolicies);
    if (extension.isEmpty()) {
      return unless(draft.profile().policies().isEmpty(), "are missing");
    }
    var found =
        Arrays.stream(
                CertificatePolicies.getInstance(extension.get().getParsedValue())
                    .getPolicyInformation())
            .map(PolicyInformation::getPolicyIdentifier)
            .map(Object::toString)
            .toList();
    return new HashSet<>(found).size() == found.size()
            && new HashSet<>(found).equals(new HashSet<>(draft.profile().policies()))
        ? FINE
        : "must be " + draft.profile().policies() + ", each once";
  }
}
