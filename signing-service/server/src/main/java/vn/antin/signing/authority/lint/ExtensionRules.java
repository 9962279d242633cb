package vn.antin.signing.authority.lint;

import static vn.antin.signing.authority.lint.Rule.FINE;
import static vn.antin.signing.authority.lint.Rule.unless;

import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import vn.antin.signing.authority.profile.Certifier;

/** Which extensions there are, how critical, and those that tie a chain together. */
final class ExtensionRules {
  private static final Set<ASN1ObjectIdentifier> KNOWN =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.subjectKeyIdentifier,
          Extension.authorityKeyIdentifier,
          Extension.subjectAlternativeName,
          Extension.certificatePolicies,
          Extension.qCStatements,
          Extension.cRLDistributionPoints,
          Extension.authorityInfoAccess,
          OCSPObjectIdentifiers.id_pkix_ocsp_nocheck);

  private static final Set<ASN1ObjectIdentifier> CRITICAL =
      Set.of(Extension.basicConstraints, Extension.keyUsage);

  static final List<Rule> ALL =
      List.of(
          new Rule("extension-known", "profile", ExtensionRules::known),
          new Rule("criticality", "RFC 5280 §4.2.1, RFC 3161 §2.3", ExtensionRules::criticality),
          new Rule("basic-constraints", "RFC 5280 §4.2.1.9", ExtensionRules::basicConstraints),
          new Rule(
              "subject-key-identifier",
              "RFC 5280 §4.2.1.2",
              draft ->
                  unless(
                      Arrays.equals(
                          SubjectKeyIdentifier.getInstance(
                                  draft.value(Extension.subjectKeyIdentifier))
                              .getKeyIdentifier(),
                          Certifier.keyIdentifier(draft.key())),
                      "must be the SHA-1 of the key")),
          new Rule(
              "authority-key-identifier", "RFC 5280 §4.2.1.1", ExtensionRules::authorityIdentifier),
          new Rule("status-addresses", "RFC 5280 §4.2.1.13, §4.2.2.1", ExtensionRules::status),
          new Rule("no-check", "RFC 6960 §4.2.2.2.1", ExtensionRules::noCheck));

  private ExtensionRules() {}

  /** One that is there twice cannot be read at all, and is a finding by that. */
  private static List<ASN1ObjectIdentifier> ids(Draft draft) {
    var extensions = draft.certificate().getExtensions();
    return extensions == null ? List.of() : List.of(extensions.getExtensionOIDs());
  }

  private static String known(Draft draft) {
    return ids(draft).stream()
        .filter(id -> !KNOWN.contains(id))
        .findFirst()
        .map(id -> "no profile has the extension " + id)
        .orElse(FINE);
  }

  private static String criticality(Draft draft) {
    for (var id : ids(draft)) {
      var wanted =
          CRITICAL.contains(id)
              || (id.equals(Extension.extendedKeyUsage) && draft.profile().purposesCritical());
      if (draft.extension(id).map(Extension::isCritical).orElse(wanted) != wanted) {
        return "extension " + id + (wanted ? " must be critical" : " must not be critical");
      }
    }
    return FINE;
  }

  private static String basicConstraints(Draft draft) {
    var constraints = BasicConstraints.getInstance(draft.value(Extension.basicConstraints));
    if (constraints.isCA() != draft.authority()) {
      return "says " + (constraints.isCA() ? "" : "no ") + "authority against its profile";
    }
    var length = constraints.getPathLenConstraint();
    if (!draft.authority()) {
      return unless(length == null, "a path length is for authorities only");
    }
    return unless(
        length != null && length.intValue() == draft.profile().kind().pathLength(),
        "the path length must be " + draft.profile().kind().pathLength());
  }

  private static String authorityIdentifier(Draft draft) {
    var identifier =
        AuthorityKeyIdentifier.getInstance(draft.value(Extension.authorityKeyIdentifier));
    return unless(
        Arrays.equals(identifier.getKeyIdentifierOctets(), draft.issuer().keyIdentifier())
            && identifier.getAuthorityCertIssuer() == null,
        "must be the issuer's subject key identifier and nothing else");
  }

  private static String status(Draft draft) {
    var lists = draft.extension(Extension.cRLDistributionPoints);
    var access = draft.extension(Extension.authorityInfoAccess);
    if (!draft.profile().statusChecked()) {
      return unless(lists.isEmpty() && access.isEmpty(), "there must be none");
    }
    if (lists.isEmpty() || access.isEmpty()) {
      return "the certificate must say where its status and its issuer's certificate are";
    }
    var points = CRLDistPoint.getInstance(lists.get().getParsedValue()).getDistributionPoints();
    for (var point : points) {
      if (point.getDistributionPoint() == null
          || point.getReasons() != null
          || point.getCRLIssuer() != null
          || !addresses(GeneralNames.getInstance(point.getDistributionPoint().getName()))) {
        return "a distribution point must be an http address for all reasons";
      }
    }
    var methods = new HashSet<ASN1ObjectIdentifier>();
    for (var each :
        AuthorityInformationAccess.getInstance(access.get().getParsedValue())
            .getAccessDescriptions()) {
      methods.add(each.getAccessMethod());
      if (!address(each.getAccessLocation())) {
        return "an access location must be an http address";
      }
    }
    return unless(
        points.length > 0
            && methods.contains(AccessDescription.id_ad_caIssuers)
            && (draft.authority() || methods.contains(AccessDescription.id_ad_ocsp)),
        "addresses of list, OCSP and issuer are needed");
  }

  private static boolean addresses(GeneralNames names) {
    return names.getNames().length > 0
        && Arrays.stream(names.getNames()).allMatch(ExtensionRules::address);
  }

  private static boolean address(GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return false;
    }
    try {
      var uri = URI.create(name.getName().toString());
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String noCheck(Draft draft) {
    var there = draft.extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck).isPresent();
    return unless(
        there == (draft.profile().answersStatus() && !draft.profile().statusChecked()),
        "belongs to responders whose status nobody asks, and to no other");
  }
}
