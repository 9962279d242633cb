package vn.antin.signing.engine.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A second opinion on package signatures, from ISO/IEC 29500-2 section 13 alone: the signature by
 * the JDK's own XML signatures, each reference of the manifest by our own hand.
 */
final class PackageVerifier {

  private static final String DSIG = XMLSignature.XMLNS;
  private static final String PACKAGE =
      "http://schemas.openxmlformats.org/package/2006/digital-signature";
  private static final String RELATIONSHIPS =
      "http://schemas.openxmlformats.org/package/2006/relationships";

  private PackageVerifier() {}

  /** Asserts that all signatures hold and gives the XML of the last one. */
  static String assertValid(byte[] document, int signatures) throws Exception {
    Map<String, byte[]> parts = parts(document);
    List<String> names =
        parts.keySet().stream().filter(n -> n.matches("/_xmlsignatures/sig\\d+\\.xml")).toList();
    assertThat(names).hasSize(signatures);
    String last = "";
    for (String name : names) {
      byte[] xml = Objects.requireNonNull(parts.get(name));
      verify(parse(xml), parts);
      last = new String(xml, StandardCharsets.UTF_8);
    }
    return last;
  }

  private static void verify(Document signature, Map<String, byte[]> parts) throws Exception {
    NodeList all = signature.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      if (((Element) all.item(i)).hasAttribute("Id")) {
        ((Element) all.item(i)).setIdAttribute("Id", true);
      }
    }
    byte[] certificate =
        Base64.getMimeDecoder()
            .decode(first(signature, DSIG, "X509Certificate").getTextContent().strip());
    DOMValidateContext context =
        new DOMValidateContext(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate))
                .getPublicKey(),
            signature.getDocumentElement());
    // Allows 30 references, which the slides alone have.
    context.setProperty("org.jcp.xml.dsig.secureValidation", false);
    assertThat(
            XMLSignatureFactory.getInstance("DOM", "XMLDSig")
                .unmarshalXMLSignature(context)
                .validate(context))
        .isTrue();
    NodeList references =
        first(signature, DSIG, "Manifest").getElementsByTagNameNS(DSIG, "Reference");
    assertThat(references.getLength()).isGreaterThan(2);
    for (int i = 0; i < references.getLength(); i++) {
      check((Element) references.item(i), parts);
    }
  }

  private static void check(Element reference, Map<String, byte[]> parts) throws Exception {
    String uri = reference.getAttribute("URI");
    byte[] part =
        Objects.requireNonNull(parts.get(uri.substring(0, uri.indexOf("?ContentType="))), uri);
    NodeList ids = reference.getElementsByTagNameNS(PACKAGE, "RelationshipReference");
    byte[] signed = ids.getLength() == 0 ? part : relationships(part, ids);
    String method =
        ((Element) reference.getElementsByTagNameNS(DSIG, "DigestMethod").item(0))
            .getAttribute("Algorithm");
    byte[] digest =
        MessageDigest.getInstance(method.endsWith("384") ? "SHA-384" : "SHA-256").digest(signed);
    assertThat(
            reference.getElementsByTagNameNS(DSIG, "DigestValue").item(0).getTextContent().strip())
        .as(uri)
        .isEqualTo(Base64.getEncoder().encodeToString(digest));
  }

  /** Section 13.2.4.24: those named, by id, TargetMode said, in canonical XML. */
  private static byte[] relationships(byte[] part, NodeList ids) throws Exception {
    NodeList all = parse(part).getElementsByTagNameNS(RELATIONSHIPS, "Relationship");
    List<Element> wanted = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element relationship = (Element) all.item(i);
      for (int k = 0; k < ids.getLength(); k++) {
        if (((Element) ids.item(k))
            .getAttribute("SourceId")
            .equals(relationship.getAttribute("Id"))) {
          wanted.add(relationship);
        }
      }
    }
    wanted.sort(Comparator.comparing(element -> element.getAttribute("Id")));
    StringBuilder canonical = new StringBuilder("<Relationships xmlns=\"" + RELATIONSHIPS + "\">");
    for (Element element : wanted) {
      String mode = element.getAttribute("TargetMode");
      canonical.append(
          "<Relationship Id=\"%s\" Target=\"%s\" TargetMode=\"%s\" Type=\"%s\"></Relationship>"
              .formatted(
                  element.getAttribute("Id"),
                  element.getAttribute("Target"),
                  mode.isEmpty() ? "Internal" : mode,
                  element.getAttribute("Type")));
    }
    return canonical.append("</Relationships>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Element first(Document document, String namespace, String name) {
    Element found = (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    assertThat(found).as(name).isNotNull();
    return found;
  }

  private static Document parse(byte[] xml) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml));
  }

  private static Map<String, byte[]> parts(byte[] document) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(document))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put("/" + entry.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }
}
