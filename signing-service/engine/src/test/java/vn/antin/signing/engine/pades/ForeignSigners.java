package vn.antin.signing.engine.pades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfSignature;
import org.openpdf.text.pdf.PdfSignatureAppearance;
import org.openpdf.text.pdf.PdfStamper;
import org.openpdf.text.pdf.PdfString;
import vn.antin.signing.engine.TestSigner;

/** Documents that other products signed. */
enum ForeignSigners {
  PDFBOX {
    @Override
    byte[] sign(byte[] pdf, TestSigner signer) throws IOException {
      try (PDDocument document = Loader.loadPDF(pdf)) {
        PDSignature signature = new PDSignature();
        signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
        signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
        signature.setSignDate(Calendar.getInstance());
        document.addSignature(signature, content -> cms(content.readAllBytes(), signer));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.saveIncremental(out);
        return out.toByteArray();
      }
    }
  },
  OPENPDF {
    @Override
    byte[] sign(byte[] pdf, TestSigner signer) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PdfStamper stamper = PdfStamper.createSignature(new PdfReader(pdf), out, "1.7", null, true);
      PdfSignatureAppearance appearance = stamper.getSignatureAppearance();
      appearance.setCryptoDictionary(
          new PdfSignature(PdfName.ADOBE_PPKLITE, PdfName.ADBE_PKCS7_DETACHED));
      appearance.preClose(Map.of(PdfName.CONTENTS, 2 * ROOM + 2));
      byte[] cms = cms(appearance.getRangeStream().readAllBytes(), signer);
      PdfDictionary value = new PdfDictionary();
      value.put(PdfName.CONTENTS, new PdfString(Arrays.copyOf(cms, ROOM)).setHexWriting(true));
      appearance.close(value);
      return out.toByteArray();
    }
  },
  DSS {
    @Override
    byte[] sign(byte[] pdf, TestSigner signer) throws IOException {
      PAdESSignatureParameters parameters = new PAdESSignatureParameters();
      parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
      parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
      parameters.setSigningCertificate(new CertificateToken(signer.chain().getFirst()));
      parameters.setCertificateChain(signer.chain().stream().map(CertificateToken::new).toList());
      PAdESService service = new PAdESService(new CommonCertificateVerifier());
      InMemoryDocument document = new InMemoryDocument(pdf, "source.pdf");
      byte[] bytes = service.getDataToSign(document, parameters).getBytes();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      service
          .signDocument(
              document,
              parameters,
              new SignatureValue(SignatureAlgorithm.RSA_SHA256, signer.sign(bytes)))
          .writeTo(out);
      return out.toByteArray();
    }
  };

  private static final int ROOM = 8192;

  /** Signs with an RSA key and SHA-256. */
  abstract byte[] sign(byte[] pdf, TestSigner signer) throws IOException;

  private static byte[] cms(byte[] content, TestSigner signer) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSimpleSignerInfoGeneratorBuilder()
              .build("SHA256withRSA", signer.keys().getPrivate(), signer.chain().getFirst()));
      generator.addCertificates(new JcaCertStore(signer.chain()));
      return generator.generate(new CMSProcessableByteArray(content)).getEncoded();
    } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
