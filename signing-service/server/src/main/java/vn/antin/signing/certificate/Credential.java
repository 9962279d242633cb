package vn.antin.signing.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A credential with its certificate.
 *
 * @param keyLabel the key's label in the token
 * @param issuers the certificate's issuers, nearest first
 * @param state as administered: valid, suspended or revoked; stopped when the agency whose seal it
 *     is has ended
 */
public record Credential(
    CredentialId id,
    Holder holder,
    String keyLabel,
    X509Certificate certificate,
    List<X509Certificate> issuers,
    String state) {
  public Credential {
    issuers = List.copyOf(issuers);
  }

  /** The state, with expiry taken into account: valid, expired, stopped, suspended or revoked. */
  public String status(Instant now) {
    return "valid".equals(state) && !now.isBefore(validTo()) ? "expired" : state;
  }

  public boolean usable(Instant now) {
    return "valid".equals(status(now)) && !now.isBefore(validFrom());
  }

  public Instant validFrom() {
    return certificate.getNotBefore().toInstant();
  }

  public Instant validTo() {
    return certificate.getNotAfter().toInstant();
  }

  public String serialNumber() {
    return Certificates.serialNumber(certificate);
  }

  public String subject() {
    return DistinguishedName.text(certificate.getSubjectX500Principal());
  }

  public String issuer() {
    return DistinguishedName.text(certificate.getIssuerX500Principal());
  }
}
