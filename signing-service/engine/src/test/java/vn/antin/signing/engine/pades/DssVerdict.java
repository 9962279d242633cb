package vn.antin.signing.engine.pades;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** What DSS, without a network, says of a document. */
record DssVerdict(List<Signature> signatures, int documentTimeStamps) {

  static {
    try {
      var _ = Class.forName("vn.antin.signing.engine.validation.Validator"); // reads padded CMS
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What it says of one signature.
   *
   * @param intact whether digests and signature value hold
   * @param changed what it thinks was changed after signing beyond what is allowed
   */
  record Signature(String level, String indication, boolean intact, List<String> changed) {}

  static DssVerdict of(byte[] pdf, Instant when, X509Certificate... trusted) {
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    for (X509Certificate each : trusted) {
      anchors.addCertificate(new CertificateToken(each));
    }
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(anchors);
    verifier.setAIASource(null);
    SignedDocumentValidator validator =
        SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf, "signed.pdf"));
    validator.setCertificateVerifier(verifier);
    validator.setValidationTime(Date.from(when));
    Reports reports = validator.validateDocument();
    DiagnosticData data = reports.getDiagnosticData();
    return new DssVerdict(
        data.getSignatures().stream()
            .map(signature ->
                new Signature(
                    signature.getSignatureFormat().toString(),
                    reports.getSimpleReport().getIndication(signature.getId())
                        + reason(reports, signature),
                    signature.isSignatureIntact() && signature.isSignatureValid(),
                    changes(signature)))
            .toList(),
        (int)
            data.getTimestampList().stream()
                .filter(stamp -> stamp.getType().name().equals("DOCUMENT_TIMESTAMP"))
                .count());
  }

  private static String reason(Reports reports, SignatureWrapper signature) {
    var sub = reports.getSimpleReport().getSubIndication(signature.getId());
    return sub == null ? "" : " " + sub;
  }

  private static List<String> changes(SignatureWrapper signature) {
    return signature.arePdfModificationsDetected() && !signature.getPdfUndefinedChanges().isEmpty()
        ? signature.getPdfUndefinedChanges().stream().map(Object::toString).toList()
        : List.of();
  }
}
