package vn.antin.audit.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashSet;
import java.util.Set;
import vn.antin.audit.AuditException;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.RootSignature;

/** Reads the certificates that may sign seals; when it was renewed the file holds each of them. */
final class SealCertificates {
  private SealCertificates() {}

  static Set<Hash> fingerprints(Path pem) {
    Set<Hash> fingerprints = new HashSet<>();
    try (InputStream input = Files.newInputStream(pem)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
        fingerprints.add(new RootSignature(new byte[0], certificate.getEncoded()).fingerprint());
      }
    } catch (IOException | CertificateException e) {
      throw unusable(pem, e);
    }
    if (fingerprints.isEmpty()) {
      throw unusable(pem, new CertificateException("no certificate in it"));
    }
    return fingerprints;
  }

  private static AuditException unusable(Path pem, Exception cause) {
    return new AuditException(
        AuditException.Code.INPUT, "%s is not a PEM file of certificates".formatted(pem), cause);
  }
}
