package vn.antin.signing.engine;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfSignatureAppearance;
import org.openpdf.text.pdf.PdfStamper;

/** Signatures made by other people's programs, with a test's RSA key. */
public final class ForeignSigners {

  private ForeignSigners() {}

  /** By PDFBox and BouncyCastle, appended. */
  public static byte[] pdfBox(TestSigner signer, byte[] pdf) {
    return pdfBox(signer, pdf, new COSDictionary(), 0);
  }

  /** The same as a certification of that level (DocMDP, P = 1 to 3). */
  public static byte[] certified(TestSigner signer, byte[] pdf, int level) {
    COSDictionary parameters = new COSDictionary();
    parameters.setInt(COSName.P, level);
    return pdfBox(signer, pdf, reference("DocMDP", parameters), level);
  }

  /** The same, locking these fields (FieldMDP). */
  public static byte[] locking(TestSigner signer, byte[] pdf, String... fields) {
    COSDictionary parameters = new COSDictionary();
    parameters.setName("Action", "Include");
    COSArray names = new COSArray();
    for (String field : fields) {
      names.add(new COSString(field));
    }
    parameters.setItem("Fields", names);
    return pdfBox(signer, pdf, reference("FieldMDP", parameters), 0);
  }

  private static COSDictionary reference(String method, COSDictionary parameters) {
    parameters.setName(COSName.TYPE, "TransformParams");
    parameters.setName(COSName.V, "1.2");
    COSDictionary reference = new COSDictionary();
    reference.setName(COSName.TYPE, "SigRef");
    reference.setName(COSName.TRANSFORM_METHOD, method);
    reference.setItem(COSName.TRANSFORM_PARAMS, parameters);
    return reference;
  }

  private static byte[] pdfBox(TestSigner signer, byte[] pdf, COSDictionary rule, int level) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
      signature.setSignDate(GregorianCalendar.from(TestSigner.NOW.atZone(ZoneOffset.UTC)));
      if (rule.size() > 0) {
        COSArray references = new COSArray();
        references.add(rule);
        signature.getCOSObject().setItem(COSName.REFERENCE, references);
      }
      document.addSignature(signature, content -> cms(signer, content));
      if (level > 0) {
        COSDictionary permissions = new COSDictionary();
        permissions.setItem("DocMDP", signature);
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        catalog.setItem(COSName.PERMS, permissions);
        catalog.setNeedToBeUpdated(true);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] cms(TestSigner signer, InputStream content) throws IOException {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(
                  new JcaContentSignerBuilder("SHA256withRSA").build(signer.keys().getPrivate()),
                  signer.chain().getFirst()));
      generator.addCertificates(new JcaCertStore(signer.chain()));
      return generator
          .generate(new CMSProcessableByteArray(content.readAllBytes()), false)
          .getEncoded();
    } catch (GeneralSecurityException | CMSException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By the European Commission's DSS, PAdES-BASELINE-B. */
  public static byte[] dss(TestSigner signer, byte[] pdf) {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.bLevel().setSigningDate(Date.from(TestSigner.NOW));
    parameters.setSigningCertificate(new CertificateToken(signer.chain().getFirst()));
    parameters.setCertificateChain(signer.chain().stream().map(CertificateToken::new).toList());
    PAdESService service = new PAdESService(new CommonCertificateVerifier());
    DSSDocument document = new InMemoryDocument(pdf);
    byte[] value = signer.sign(service.getDataToSign(document, parameters).getBytes());
    DSSDocument signed =
        service.signDocument(
            document, parameters, new SignatureValue(SignatureAlgorithm.RSA_SHA256, value));
    try (InputStream in = signed.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By OpenPDF, the heir of iText 4, appended. */
  public static byte[] openPdf(TestSigner signer, byte[] pdf) {
    try (PdfReader reader = new PdfReader(new ByteArrayInputStream(pdf))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PdfStamper stamper = PdfStamper.createSignature(reader, out, "\0", null, true);
      PdfSignatureAppearance appearance = stamper.getSignatureAppearance();
      appearance.setCrypto(
          signer.keys().getPrivate(),
          signer.chain().toArray(Certificate[]::new),
          null,
          PdfSignatureAppearance.WINCER_SIGNED);
      appearance.setSignDate(GregorianCalendar.from(TestSigner.NOW.atZone(ZoneOffset.UTC)));
      stamper.close();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of each kind. */
  public static List<byte[]> each(TestSigner signer, byte[] pdf) {
    return List.of(pdfBox(signer, pdf), dss(signer, pdf), openPdf(signer, pdf));
  }
}
