package vn.antin.signing.vgca;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.document.Sha256;

/**
 * What VGCA Sign Service does, as VGCA.md describes it: downloads, signs by PDFBox and BouncyCastle
 * (no code of ours), embeds the leaf only, uploads as a form.
 */
final class StandInProgram {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BOUNDARY = "---------------------------8dc5a1f2b3";

  private final String published;
  private final int port;
  private final Date now;

  StandInProgram(String published, int port, Date now) {
    this.published = published;
    this.port = port;
    this.now = now;
  }

  private URI here(String url) {
    return URI.create(url.replace(published, "http://localhost:" + port));
  }

  HttpResponse<byte[]> download(String url) {
    return send(HttpRequest.newBuilder(here(url)).GET());
  }

  HttpResponse<byte[]> look(String url) {
    return send(HttpRequest.newBuilder(here(url)).method("HEAD", BodyPublishers.noBody()));
  }

  HttpResponse<byte[]> upload(String url, byte[] file) {
    var form = new ByteArrayOutputStream();
    form.writeBytes(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nkhông phải tệp\r\n--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"uploadfile\"; filename=\"a.pdf\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(file);
    form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(here(url))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(form.toByteArray())));
  }

  /** The message of a refusal; empty when the file was taken. */
  String refusal(String url, byte[] file) {
    var answer = upload(url, file);
    if (answer.statusCode() != 200) {
      throw new AssertionError(new String(answer.body(), StandardCharsets.UTF_8));
    }
    JsonNode json = JsonMapper.shared().readTree(answer.body());
    var message = json.path("Message").asString("");
    if (json.path("Status").asBoolean() != message.isEmpty()) {
      throw new AssertionError(json.toString());
    }
    return message;
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  byte[] signed(byte[] pdf, PrivateKey key, X509Certificate certificate) {
    return signed(pdf, key, certificate, false);
  }

  /** With a note on the first page in the same update, when it is to be told from an honest one. */
  byte[] signed(byte[] pdf, PrivateKey key, X509Certificate certificate, boolean note) {
    try (var document = Loader.loadPDF(pdf);
        var options = new SignatureOptions()) {
      if (note) {
        annotate(document);
      }
      var signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
      var date = Calendar.getInstance();
      date.setTime(now);
      signature.setSignDate(date);
      options.setPreferredSignatureSize(12_000);
      document.addSignature(
          signature, content -> cms(content.readAllBytes(), key, certificate), options);
      return incremental(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] annotated(byte[] pdf) {
    try (var document = Loader.loadPDF(pdf)) {
      annotate(document);
      return incremental(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void annotate(PDDocument document) throws IOException {
    var page = document.getPage(0);
    var text = new PDAnnotationText();
    text.setContents("thêm");
    text.setRectangle(new PDRectangle(10, 10, 20, 20));
    page.setAnnotations(List.of(text));
    page.getCOSObject().setNeedToBeUpdated(true);
    text.getCOSObject().setNeedToBeUpdated(true);
  }

  private static byte[] incremental(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.saveIncremental(out);
    return out.toByteArray();
  }

  private byte[] cms(byte[] content, PrivateKey key, X509Certificate certificate)
      throws IOException {
    try {
      var attributes = new ASN1EncodableVector();
      attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(now))));
      attributes.add(
          new Attribute(
              PKCSObjectIdentifiers.id_aa_signingCertificateV2,
              new DERSet(
                  new SigningCertificateV2(
                      new ESSCertIDv2(Sha256.digest().digest(certificate.getEncoded()))))));
      var generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(
                  new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
              .build(new JcaContentSignerBuilder("SHA256withRSA").build(key), certificate));
      generator.addCertificates(new JcaCertStore(List.of(certificate)));
      return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
    } catch (java.security.GeneralSecurityException
        | org.bouncycastle.operator.OperatorCreationException
        | org.bouncycastle.cms.CMSException e) {
      throw new IOException(e);
    }
  }
}
