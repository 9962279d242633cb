package vn.antin.evidence;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Judges one evidence file. */
final class Verifier {
  /**
   * What the judge brings along; each may be empty.
   *
   * @param origins of the page where officials agree
   * @param anchors roots of signers' certificates
   * @param authServer of the log where officials agree
   * @param signingService of the log where it is signed: it may not speak for the other
   */
  record Known(
      Set<String> origins,
      Set<X509Certificate> anchors,
      LogCheck.Known authServer,
      LogCheck.Known signingService) {
    Known {
      origins = Set.copyOf(origins);
      anchors = Set.copyOf(anchors);
    }
  }

  private final Known known;

  Verifier(Known known) {
    this.known = known;
  }

  List<Finding> findings(EvidenceFile file) {
    return switch (file.ground()) {
      case EvidenceFile.Agreement agreement -> findings(agreement, file);
      case EvidenceFile.TokenUse use ->
          new TokenCheck(use, file, known.anchors(), known.signingService()).findings();
    };
  }

  private List<Finding> findings(EvidenceFile.Agreement agreement, EvidenceFile file) {
    GrantRecord grant;
    try {
      grant = GrantRecord.decode(agreement.encoding());
    } catch (IllegalArgumentException e) {
      return List.of(Finding.broken("The grant cannot be read: " + e.getMessage()));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(named(grant, file.signature().hash()));
    findings.add(inTime(grant, agreement, file));
    findings.addAll(new AgreementCheck(agreement, known.origins()).findings());
    findings.addAll(agreed(grant, agreement));
    if (file.certificates().certificates().isEmpty()) {
      findings.add(Finding.broken("The signer's certificate is missing"));
      return findings;
    }
    findings.addAll(signed(grant, file));
    CertificateCheck certificate =
        new CertificateCheck(file.certificates(), file.signature().at(), known.anchors());
    findings.addAll(certificate.findings());
    byte[] value = file.signature().value();
    if (value != null) {
      findings.add(
          certificate.value(value, file.signature().hash(), Digests.name(grant.hashAlgorithm())));
    }
    return findings;
  }

  private static Finding named(GrantRecord grant, byte[] hash) {
    return grant.hashes().stream().anyMatch(each -> MessageDigest.isEqual(each, hash))
        ? Finding.ok(
            "The grant names this hash, one of %d, for official %s and application %s"
                .formatted(grant.hashes().size(), grant.official(), grant.client()))
        : Finding.broken("The grant does not name this hash");
  }

  private static Finding inTime(
      GrantRecord grant, EvidenceFile.Agreement agreement, EvidenceFile file) {
    boolean late = agreement.at().isAfter(grant.expiresAt());
    boolean early = file.signature().at().isBefore(agreement.at());
    return late || early
        ? Finding.broken("Agreement, signature and the grant's end do not follow one another")
        : Finding.ok("Agreed at %s, signed at %s".formatted(agreement.at(), file.signature().at()));
  }

  private List<Finding> agreed(GrantRecord grant, EvidenceFile.Agreement agreement) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("grant", grant.id().toString());
    facts.put("credential", grant.credential().toString());
    facts.put("client", grant.client());
    facts.put("challenge", base64(AgreementCheck.challenge(agreement)));
    facts.put("method", agreement.method());
    EvidenceFile.Assertion passkey = agreement.passkey();
    if (passkey != null) {
      facts.put("key", base64(Digests.sha256(passkey.attested())));
    }
    return new LogCheck("auth-server", known.authServer())
        .expect(
            agreement.proofs(),
            "approval.approved",
            grant.official().toString(),
            agreement.at(),
            facts);
  }

  private List<Finding> signed(GrantRecord grant, EvidenceFile file) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("grant", grant.id().toString());
    facts.put("hash", base64(file.signature().hash()));
    byte[] signedHash = file.signature().signedHash();
    if (signedHash != null) {
      facts.put("signedHash", base64(signedHash));
    }
    facts.put(
        "certificate", HexFormat.of().formatHex(Digests.sha256(file.certificates().signer())));
    return new LogCheck("signing-service", known.signingService())
        .expect(
            file.signing(),
            "signature.completed",
            grant.official().toString(),
            file.signature().at(),
            facts);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
