package vn.antin.signing.authority.founding;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.CaKeys;
import vn.antin.signing.authority.lint.Finding;
import vn.antin.signing.authority.lint.Lint;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;

/** Makes requests of authorities and takes what a root answered. */
@SuppressWarnings("JavaUtilDate") // the JDK checks validity against no other type
final class Founding {
  private final Authorities authorities;
  private final CaKeys keys;
  private final Profiles profiles;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Founding(
      Authorities authorities,
      CaKeys keys,
      Profiles profiles,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.authorities = authorities;
    this.keys = keys;
    this.profiles = profiles;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /** A PKCS#10 request in DER; the key is made at the first time. */
  byte[] request(String name, X500Name subject, KeyKind kind, String by) {
    var label = intend(name, KeyLabel.ofAuthority(name), by);
    return request(
        name,
        subject,
        label,
        keys.find(label).orElseGet(() -> keys.generate(label, kind, name)),
        by);
  }

  /** Of a key that a ceremony made in the token. */
  byte[] request(String name, X500Name subject, KeyLabel made, String by) {
    if (!made.isOfAuthority(name)) {
      throw refused("the label is not that of a key of this authority");
    }
    var key = keys.find(made).orElseThrow(() -> refused("the token holds no key with this label"));
    if (!intend(name, made, by).equals(made)) {
      throw refused("the name waits with another key");
    }
    return request(name, subject, made, key, by);
  }

  /** The label of the key that the name waits with. */
  private KeyLabel intend(String name, KeyLabel wanted, String by) {
    var label =
        transaction.execute(_ -> {
          var mine =
              authorities
                  .request(name, wanted)
                  .orElseThrow(() -> refused("the name belongs to another authority"));
          record("authority.request-intended", by, name, Map.of("key", mine.value()));
          return mine;
        });
    if (label == null) {
      throw new IllegalStateException("no label");
    }
    return label;
  }

  private byte[] request(String name, X500Name subject, KeyLabel label, PublicKey key, String by) {
    try {
      var request =
          new PKCS10CertificationRequestBuilder(
                  subject, SubjectPublicKeyInfo.getInstance(key.getEncoded()))
              .build(keys.signer(label, key))
              .getEncoded();
      transaction.executeWithoutResult(
          _ -> record("authority.request-signed", by, name, Map.of("key", label.value())));
      return request;
    } catch (IOException e) {
      throw new IllegalStateException("a request could not be encoded", e);
    }
  }

  /** Puts the authority in force with the certificate that the root gave. */
  void activate(
      String name, X509Certificate certificate, String rootName, X509Certificate root, String by) {
    var label =
        authorities
            .requested(name)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no authority waits under that name"));
    check(label, certificate, rootName, root);
    transaction.executeWithoutResult(_ -> {
      if (!authorities.activate(name, certificate, rootName, root)) {
        throw refused("the root's name belongs to another root");
      }
      record(
          "authority.activated",
          by,
          name,
          Map.of(
              "certificate",
              Certificates.fingerprint(certificate),
              "root",
              Certificates.fingerprint(root)));
    });
  }

  private void check(
      KeyLabel label, X509Certificate certificate, String rootName, X509Certificate root) {
    var reasons = new ArrayList<String>();
    var key = keys.find(label);
    if (key.isEmpty() || !key.get().equals(certificate.getPublicKey())) {
      reasons.add("the certificate is for another key");
    }
    try {
      root.verify(root.getPublicKey());
      certificate.verify(root.getPublicKey());
      certificate.checkValidity(Date.from(time.instant()));
      root.checkValidity(Date.from(time.instant()));
    } catch (GeneralSecurityException e) {
      reasons.add("the root did not sign it, or one of both is not valid now");
    }
    if (!authorities.vouched(root)) {
      reasons.add(
          "the root's SHA-256 "
              + Certificates.fingerprint(root)
              + " is not in the configuration (antin.authority.roots)");
    }
    if (root.getBasicConstraints() < 1) {
      reasons.add("the root may not have an authority below it");
    }
    if (reasons.isEmpty()) {
      lint(certificate, rootName, root).forEach(each -> reasons.add(each.toString()));
    }
    if (!reasons.isEmpty()) {
      throw Problem.CERTIFICATE_REFUSED
          .because("an authority's certificate: " + reasons)
          .showing("reasons", List.copyOf(reasons));
    }
  }

  /** The same rules as for what is signed here, at the moment when it was. */
  private List<Finding> lint(X509Certificate certificate, String rootName, X509Certificate root) {
    var profile =
        profiles
            .find(Profiles.ISSUING)
            .orElseThrow(() -> Problem.AUTHORITY_ABSENT.because("no profile for authorities"));
    try {
      return Lint.look(
          certificate.getTBSCertificate(),
          profile.profile(),
          Certifier.of(rootName, root),
          certificate.getNotBefore().toInstant());
    } catch (CertificateEncodingException e) {
      throw Problem.INVALID_REQUEST.because("the certificate has no encoding", e);
    }
  }

  private void record(String type, String by, String name, Map<String, String> facts) {
    audit.append(new AuditEvent(type, by, name, facts, Map.of()));
  }

  private static RuntimeException refused(String reason) {
    return Problem.CERTIFICATE_REFUSED.because(reason).showing("reasons", List.of(reason));
  }
}
