package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.PdfInspection;
import vn.antin.signing.engine.PdfInspector;

/**
 * Validates the signatures of a PDF (ETSI EN 319 102-1). Thread-safe; makes no network connection.
 * The document is held in memory several times over: bound its size before.
 */
public final class PdfValidator {

  static {
    PaddedCms.install();
  }

  private final TrustMaterial trust;
  private final InstantSource clock;
  private final ValidationPolicy policy = DssPolicy.load();
  private final PdfInspector inspector = new PdfInspector();

  public PdfValidator(TrustMaterial trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  public Validation validate(byte[] pdf) {
    PdfInspection inspection = inspector.inspect(DocumentSource.of(pdf));
    if (!(inspection instanceof PdfInspection.Usable usable)) {
      return new Validation.Unusable(inspection);
    }
    if (usable.signatures() == 0) {
      return new Validation.Report(List.of(), usable.pageCount(), false);
    }
    try {
      return new DssReading(reports(pdf), pdf.length, clock.instant()).report(usable.pageCount());
    } catch (DSSException | IllegalArgumentException | StackOverflowError e) {
      return new Validation.Unusable(
          new PdfInspection.Broken(PdfInspection.Damage.UNREADABLE, e.toString()));
    }
  }

  private Reports reports(byte[] pdf) {
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
    validator.setPdfObjFactory(withoutRendering());
    validator.setCertificateVerifier(verifier());
    validator.setValidationTime(Date.from(clock.instant()));
    validator.setEnableEtsiValidationReport(false);
    return validator.validateDocument(policy);
  }

  /** Comparing pages as pictures is slow and a way in for hostile files; objects are compared. */
  private static PdfBoxNativeObjectFactory withoutRendering() {
    DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
    differences.setMaximalPagesAmountForVisualComparison(0);
    PdfBoxNativeObjectFactory factory = new PdfBoxNativeObjectFactory();
    factory.setPdfDifferencesFinder(differences);
    return factory;
  }

  private CommonCertificateVerifier verifier() {
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    trust.anchors().forEach(anchor -> anchors.addCertificate(new CertificateToken(anchor)));
    CommonCertificateSource intermediates = new CommonCertificateSource();
    trust
        .intermediates()
        .forEach(issuer -> intermediates.addCertificate(new CertificateToken(issuer)));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(anchors);
    verifier.setAdjunctCertSources(intermediates);
    verifier.setCrlSource(new ExternalResourcesCRLSource(crls()));
    return verifier;
  }

  private InputStream[] crls() {
    List<InputStream> streams = new ArrayList<>();
    for (X509CRL crl : trust.crls()) {
      try {
        streams.add(new ByteArrayInputStream(crl.getEncoded()));
      } catch (CRLException e) {
        throw new IllegalArgumentException("A revocation list that cannot be encoded", e);
      }
    }
    return streams.toArray(InputStream[]::new);
  }
}
