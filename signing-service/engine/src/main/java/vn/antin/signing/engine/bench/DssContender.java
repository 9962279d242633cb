package vn.antin.signing.engine.bench;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.OutputStream;
import java.nio.file.Path;

/** DSS with its own defaults: data to sign, value, signed document. */
final class DssContender implements Contender {

  private final BenchKey key;

  DssContender(BenchKey key) {
    this.key = key;
  }

  @Override
  public String name() {
    return "DSS";
  }

  @Override
  public void sign(byte[] pdf) throws Exception {
    sign(service(new PdfBoxNativeObjectFactory()), new InMemoryDocument(pdf))
        .writeTo(OutputStream.nullOutputStream());
  }

  /** With its temporary files, as its documentation asks for large ones. */
  @Override
  public void sign(Path pdf, OutputStream out) throws Exception {
    TempFileResourcesHandlerBuilder files = new TempFileResourcesHandlerBuilder();
    PdfBoxNativeObjectFactory factory = new PdfBoxNativeObjectFactory();
    factory.setResourcesHandlerBuilder(files);
    try {
      sign(service(factory), new FileDocument(pdf.toFile())).writeTo(out);
    } finally {
      files.clear();
    }
  }

  private static PAdESService service(PdfBoxNativeObjectFactory factory) {
    PAdESService service = new PAdESService(new CommonCertificateVerifier(true));
    service.setPdfObjFactory(factory);
    return service;
  }

  private DSSDocument sign(PAdESService service, DSSDocument document) {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(key.signer().certificate()));
    parameters.setCertificateChain(
        key.signer().chain().stream().map(CertificateToken::new).toList());
    byte[] bytes = service.getDataToSign(document, parameters).getBytes();
    return service.signDocument(
        document, parameters, new SignatureValue(SignatureAlgorithm.RSA_SHA256, key.sign(bytes)));
  }
}
