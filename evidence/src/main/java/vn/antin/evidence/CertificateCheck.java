package vn.antin.evidence;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.antin.evidence.EvidenceFile.Chain;

/** The signer's certificate on the day, and what it was used for. */
final class CertificateCheck {
  private final Chain chain;
  private final Instant at;
  private final Set<X509Certificate> anchors;

  /**
   * A check.
   *
   * @param at when the signature was made
   * @param anchors roots that the judge trusts; empty when none was given
   */
  CertificateCheck(Chain chain, Instant at, Set<X509Certificate> anchors) {
    this.chain = chain;
    this.at = at;
    this.anchors = Set.copyOf(anchors);
  }

  List<Finding> findings() {
    X509Certificate signer = chain.certificates().getFirst();
    List<Finding> findings = new ArrayList<>();
    String name = signer.getSubjectX500Principal().toString();
    if (at.isBefore(signer.getNotBefore().toInstant())
        || at.isAfter(signer.getNotAfter().toInstant())) {
      findings.add(Finding.broken("The certificate of %s was not valid at %s".formatted(name, at)));
    } else {
      findings.add(Finding.ok("The certificate of %s was in its time at %s".formatted(name, at)));
    }
    findings.add(path(signer));
    return findings;
  }

  private Finding path(X509Certificate signer) {
    if (anchors.isEmpty()) {
      return Finding.open(
          "Issued by %s; --anchor tells whether to believe it"
              .formatted(signer.getIssuerX500Principal()));
    }
    try {
      List<X509Certificate> path =
          chain.certificates().stream().filter(each -> !anchors.contains(each)).toList();
      if (path.isEmpty() || !path.getFirst().equals(signer)) {
        return Finding.broken("The signer's certificate is a root itself");
      }
      boolean[] usage = signer.getKeyUsage();
      if (usage != null && !usage[0] && !usage[1]) {
        return Finding.broken("The signer's certificate is not for signatures");
      }
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      var parameters =
          new PKIXParameters(
              anchors.stream()
                  .map(anchor -> new TrustAnchor(anchor, null))
                  .collect(Collectors.toSet()));
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(false);
      boolean asked = !chain.ocsp().isEmpty();
      if (asked) {
        var revocation = (PKIXRevocationChecker) validator.getRevocationChecker();
        revocation.setOptions(EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY));
        Map<X509Certificate, byte[]> answers = new HashMap<>();
        answers.put(signer, chain.ocsp().getFirst());
        revocation.setOcspResponses(answers);
        parameters.addCertPathChecker(revocation);
      }
      validator.validate(
          CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return asked
          ? Finding.ok("The chain leads to a trusted root and its responder says: not revoked")
          : Finding.open("The chain leads to a trusted root; no responder's answer is in the file");
    } catch (GeneralSecurityException e) {
      return Finding.broken("The chain does not hold at that time: " + e.getMessage());
    }
  }

  /** Whether the certificate's key made this value over this hash. */
  Finding value(byte[] value, byte[] hash, String digest) {
    PublicKey key = chain.certificates().getFirst().getPublicKey();
    try {
      Signature check;
      if (key instanceof ECKey) {
        check = Signature.getInstance("NONEwithECDSA");
        check.initVerify(key);
        check.update(hash);
      } else if (key instanceof RSAKey) {
        check = Signature.getInstance("NONEwithRSA");
        check.initVerify(key);
        check.update(digestInfo(hash, digest));
      } else {
        return Finding.open("This program cannot check values of " + key.getAlgorithm());
      }
      if (check.verify(value)) {
        return Finding.ok("The signature's value over the hash verifies");
      }
      if (key instanceof RSAPublicKey rsa && Pss.verifies(rsa, value, hash, digest)) {
        return Finding.ok("The signature's value (RSASSA-PSS) over the hash verifies");
      }
    } catch (GeneralSecurityException e) {
      return Finding.broken("The signature's value is none: " + e.getMessage());
    }
    return Finding.broken("The signature's value does not verify over the hash");
  }

  /** DigestInfo of RFC 8017 §9.2. */
  private static byte[] digestInfo(byte[] hash, String digest) {
    String prefix =
        switch (digest) {
          case "SHA-384" -> "3041300d060960864801650304020205000430";
          case "SHA-512" -> "3051300d060960864801650304020305000440";
          default -> "3031300d060960864801650304020105000420";
        };
    byte[] head = HexFormat.of().parseHex(prefix);
    byte[] whole = Arrays.copyOf(head, head.length + hash.length);
    System.arraycopy(hash, 0, whole, head.length, hash.length);
    return whole;
  }
}
