package vn.antin.signing.authority.crl;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Ca;
import vn.antin.signing.problem.Problem;

/** Lists made elsewhere, by a root whose key is not here, and served here. Thread-safe. */
public final class ImportedCrls {
  private final CrlRepository repository;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  ImportedCrls(
      CrlRepository repository,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /** Takes a list that the authority signed, newer than the one there is. */
  public void take(Ca authority, X509CRL list, String by) {
    try {
      list.verify(authority.certificate().getPublicKey());
    } catch (GeneralSecurityException e) {
      throw refused("the authority did not sign it");
    }
    var next = list.getNextUpdate();
    if (next == null || !time.instant().isBefore(next.toInstant())) {
      throw refused("it is over already");
    }
    var number = number(list);
    transaction.executeWithoutResult(_ -> {
      if (!repository.given(authority.name(), number, list)) {
        throw refused("there is one with this number or a later one");
      }
      audit.append(
          new AuditEvent(
              "authority.crl-given",
              by,
              authority.name(),
              Map.of("number", Long.toString(number)),
              Map.of()));
    });
  }

  private static long number(X509CRL list) {
    try {
      var extension = list.getExtensionValue(Extension.cRLNumber.getId());
      if (extension == null) {
        throw refused("it has no number");
      }
      return CRLNumber.getInstance(
              ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(extension).getOctets()))
          .getCRLNumber()
          .longValueExact();
    } catch (IOException | ArithmeticException | IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("the list's number cannot be read", e);
    }
  }

  private static RuntimeException refused(String reason) {
    return Problem.CERTIFICATE_REFUSED
        .because("a revocation list: " + reason)
        .showing("reasons", List.of(reason));
  }
}
