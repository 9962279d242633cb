package vn.antin.signing.engine.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Calendar;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** PDFBox's incremental save with BouncyCastle's CMS, in one pass, as its examples do. */
final class PdfBoxContender implements Contender {

  private final BenchKey key;

  PdfBoxContender(BenchKey key) {
    this.key = key;
  }

  @Override
  public String name() {
    return "PDFBox + BC";
  }

  @Override
  public void sign(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      sign(document, OutputStream.nullOutputStream());
    }
  }

  @Override
  public void sign(Path pdf, OutputStream out) throws Exception {
    try (PDDocument document =
        Loader.loadPDF(pdf.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
      sign(document, out);
    }
  }

  private void sign(PDDocument document, OutputStream out)
      throws IOException, GeneralSecurityException, OperatorCreationException, CMSException {
    PDSignature signature = new PDSignature();
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
    signature.setName("Nguyễn Văn An");
    signature.setSignDate(Calendar.getInstance());
    document.addSignature(signature);
    ExternalSigningSupport external = document.saveIncrementalForExternalSigning(out);
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .build(key.contentSigner(), key.signer().certificate()));
    generator.addCertificates(new JcaCertStore(key.signer().chain()));
    external.setSignature(
        generator.generate(new StreamContent(external.getContent()), false).getEncoded());
  }
}
