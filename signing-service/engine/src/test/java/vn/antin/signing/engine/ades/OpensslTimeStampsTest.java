package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.engine.ades.Signing.LETTER;
import static vn.antin.signing.engine.ades.Signing.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.ades.AdesRequest.AsicKind;
import vn.antin.signing.engine.ades.AdesRequest.JadesForm;
import vn.antin.signing.engine.ades.AdesRequest.XadesPackaging;

/**
 * Time-stamp tokens, taken out of each format by its standard alone, and what they stamp: judged by
 * {@code openssl ts}; the signatures that carry them by {@code openssl cms} and xmlsec1.
 */
final class OpensslTimeStampsTest {

  private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
  private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";

  private TestAuthority authority;
  private TestSigner official;
  private LongTerm ports;

  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    Tools.need("openssl", "openssl");
    Tools.need("xmlsec1", "xmlsec1");
    authority = TestAuthority.start(InstantSource.fixed(TestSigner.NOW));
    official = authority.signer(TestSigner.rsa());
    ports = new LongTerm(authority.timeStamps(), authority.revocation());
    Files.writeString(folder.resolve("root.pem"), pem(authority.root()));
    Files.writeString(folder.resolve("issuing.pem"), pem(authority.issuing()));
  }

  @AfterEach
  void stop() {
    if (authority != null) {
      authority.close();
    }
  }

  @Test
  void tokenInAnXmlSignatureStampsItsValue() throws Exception {
    for (Level level : List.of(Level.B_T, Level.B_LTA)) {
      byte[] signed =
          signed(
              new AdesRequest.Xades(
                  official.signer(), level, Claims.NONE, XadesPackaging.ENVELOPED),
              document("a.xml", "<a><b>Ấn</b></a>"));

      assertXmlTimeStamp(signed);
      assertXmlsecVerifies(signed);
    }
  }

  @Test
  void tokenInACmsSignatureStampsItsValue() throws Exception {
    for (Level level : List.of(Level.B_T, Level.B_LTA)) {
      byte[] signed =
          signed(new AdesRequest.Cades(official.signer(), level, Claims.NONE, true, false), LETTER);

      assertCmsTimeStamp(signed);
      Files.write(folder.resolve("signed.p7m"), signed);
      assertThat(
              shell(
                      "openssl cms -verify -cades -binary -inform DER -purpose any -CAfile root.pem"
                          + " -in signed.p7m -out out")
                  .text())
          .contains("successful");
    }
  }

  @Test
  @SuppressWarnings("unchecked") // JSON
  void tokenInAJsonSignatureStampsItsValue() throws Exception {
    byte[] signed =
        signed(
            new AdesRequest.Jades(official.signer(), Level.B_T, Claims.NONE, JadesForm.JSON, false),
            LETTER);
    Map<String, Object> jws = JsonUtil.parseJson(new String(signed, StandardCharsets.UTF_8));
    Map<String, Object> signature =
        ((List<Map<String, Object>>) Objects.requireNonNull(jws.get("signatures"))).getFirst();
    Map<String, Object> header =
        (Map<String, Object>) Objects.requireNonNull(signature.get("header"));
    String first = ((List<String>) Objects.requireNonNull(header.get("etsiU"))).getFirst();
    Map<String, Object> stamp =
        (Map<String, Object>)
            Objects.requireNonNull(
                JsonUtil.parseJson(
                        new String(Base64.getUrlDecoder().decode(first), StandardCharsets.UTF_8))
                    .get("sigTst"));
    Map<String, Object> token =
        ((List<Map<String, Object>>) Objects.requireNonNull(stamp.get("tstTokens"))).getFirst();

    assertStamps(
        Base64.getDecoder().decode(String.valueOf(token.get("val"))),
        String.valueOf(signature.get("signature")).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void tokensInContainersStampValuesAndManifests() throws Exception {
    Map<String, byte[]> xml = parts(signed(container(AsicKind.E_XADES, Level.B_T), LETTER));
    byte[] signatures = only(xml, "META-INF/signatures.*\\.xml");
    assertXmlTimeStamp(signatures);

    Map<String, byte[]> cms = parts(signed(container(AsicKind.E_CADES, Level.B_LTA), LETTER));
    byte[] signature = only(cms, "META-INF/signature.*\\.p7s");
    assertCmsTimeStamp(signature);
    byte[] manifest = only(cms, "META-INF/ASiCManifest.*\\.xml");
    Files.write(folder.resolve("signature.p7s"), signature);
    Files.write(folder.resolve("manifest.xml"), manifest);
    assertThat(
            shell(
                    "openssl cms -verify -cades -binary -inform DER -purpose any -CAfile root.pem"
                        + " -in signature.p7s -content manifest.xml -out out")
                .text())
        .contains("successful");
    assertStamps(only(cms, "META-INF/.*\\.tst"), only(cms, "META-INF/ASiCArchiveManifest.*\\.xml"));
  }

  @Test
  void tokenInAnOpenDocumentStampsTheSignature() throws Exception {
    Map<String, byte[]> parts =
        parts(
            signed(
                new AdesRequest.OpenDocument(official.signer(), Level.B_T, Claims.NONE),
                document("a.odt", TestOffice.openDocument("text"))));

    assertXmlTimeStamp(only(parts, "META-INF/documentsignatures\\.xml"));
  }

  private AdesRequest container(AsicKind kind, Level level) {
    return new AdesRequest.Asic(official.signer(), level, Claims.NONE, kind);
  }

  private byte[] signed(AdesRequest request, NamedDocument document) {
    return Signing.signedAt(TestSigner.NOW, ports, official, request, document);
  }

  /** ETSI EN 319 132-1 section 5.3: over the canonical SignatureValue. */
  private void assertXmlTimeStamp(byte[] signed) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    Document xml = factory.newDocumentBuilder().parse(new ByteArrayInputStream(signed));
    Element stamp = (Element) xml.getElementsByTagNameNS(XADES, "SignatureTimeStamp").item(0);
    Element method = (Element) stamp.getElementsByTagNameNS(DSIG, "CanonicalizationMethod").item(0);
    String token =
        stamp.getElementsByTagNameNS(XADES, "EncapsulatedTimeStamp").item(0).getTextContent();
    Init.init();
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    Canonicalizer.getInstance(method.getAttribute("Algorithm"))
        .canonicalizeSubtree(xml.getElementsByTagNameNS(DSIG, "SignatureValue").item(0), value);

    assertStamps(Base64.getMimeDecoder().decode(token), value.toByteArray());
  }

  /** RFC 5126 section 6.1.1: over the octets of the signature value. */
  private void assertCmsTimeStamp(byte[] signed) throws IOException, CMSException {
    SignerInformation signer =
        new CMSSignedData(signed).getSignerInfos().getSigners().iterator().next();
    byte[] token =
        Objects.requireNonNull(signer.getUnsignedAttributes())
            .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
            .getAttributeValues()[0]
            .toASN1Primitive()
            .getEncoded();

    assertStamps(token, signer.getSignature());
  }

  private void assertStamps(byte[] token, byte[] data) throws IOException {
    Files.write(folder.resolve("token.der"), token);
    Files.write(folder.resolve("data"), data);
    String command =
        "openssl ts -verify -token_in -in token.der -data %s -CAfile root.pem"
            + " -untrusted issuing.pem";
    assertThat(shell(command.formatted("data")).text()).contains("Verification: OK");
    Files.write(folder.resolve("other"), new byte[] {1});
    assertThat(shell(command.formatted("other")).text()).contains("Verification: FAILED");
  }

  private void assertXmlsecVerifies(byte[] signed) throws IOException {
    Files.write(folder.resolve("signed.xml"), signed);
    Tools.Answer answer =
        shell(
            "xmlsec1 --verify --trusted-pem root.pem --untrusted-pem issuing.pem --id-attr:Id "
                + XADES
                + ":SignedProperties signed.xml");
    assertThat(answer.text()).contains("OK");
    assertThat(answer.exit()).isZero();
  }

  private static byte[] only(Map<String, byte[]> parts, String name) {
    List<String> found = parts.keySet().stream().filter(part -> part.matches(name)).toList();
    assertThat(found).hasSize(1);
    return Objects.requireNonNull(parts.get(found.getFirst()));
  }

  private static Map<String, byte[]> parts(byte[] container) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(container))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }

  private Tools.Answer shell(String command) {
    return Tools.run("sh", "-c", "cd '%s' && %s".formatted(folder, command));
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(
            Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()));
  }
}
