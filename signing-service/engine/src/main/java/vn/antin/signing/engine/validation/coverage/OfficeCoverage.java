package vn.antin.signing.engine.validation.coverage;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.poifs.crypt.dsig.SignaturePart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.antin.signing.engine.validation.coverage.Addition.Kind;
import vn.antin.signing.engine.xml.XmlEntry;
import vn.antin.signing.engine.xml.XmlLimits;
import vn.antin.signing.engine.xml.XmlReading;

/**
 * One signature of an Office file (ISO/IEC 29500-2 clause 13): its XML, for DSS to validate, and
 * whether the parts that it names are those that were signed, which Apache POI says.
 *
 * @param xml the signature part
 * @param intact the parts that it names are unchanged
 * @param added parts that it does not name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OfficeCoverage(String name, byte[] xml, boolean intact, List<Addition> added)
    implements Coverage {

  static final String SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";
  private static final String SIGNATURE_CONTENT =
      "application/vnd.openxmlformats-package.digital-signature-";
  private static final Pattern PROPERTIES =
      Pattern.compile("/docProps/(?:core\\.xml|app\\.xml|custom\\.xml|thumbnail\\.[A-Za-z]+)");

  public OfficeCoverage {
    added = List.copyOf(added);
  }

  /**
   * All signatures of a file, in its order.
   *
   * @throws IOException when it is no Office file
   */
  public static List<OfficeCoverage> of(byte[] file) throws IOException {
    try (OPCPackage container = OPCPackage.open(new ByteArrayInputStream(file))) {
      SignatureInfo info = new SignatureInfo();
      SignatureConfig config = new SignatureConfig();
      info.setSignatureConfig(config);
      info.setOpcPackage(container);
      List<OfficeCoverage> found = new ArrayList<>();
      for (SignaturePart part : info.getSignatureParts()) {
        byte[] xml = part.getPackagePart().getInputStream().readAllBytes();
        Document signature = read(xml);
        config.setSecureValidation(!OfficeReferences.harmless(signature));
        found.add(
            new OfficeCoverage(
                part.getPackagePart().getPartName().getName(),
                xml,
                part.validate(),
                unsigned(container, named(signature))));
      }
      return found;
    } catch (InvalidFormatException e) {
      throw new IOException("No Office file", e);
    }
  }

  private static Document read(byte[] xml) throws IOException {
    if (new XmlEntry(XmlLimits.DEFAULT).read(new Prefix(xml, xml.length))
        instanceof XmlReading.Read(Document document)) {
      return document;
    }
    throw new IOException("A signature part that is no safe XML");
  }

  private static Set<String> named(Document document) {
    Set<String> signed = new HashSet<>();
    Element signature = document.getDocumentElement();
    for (Element info : children(signature, "SignedInfo")) {
      signed.addAll(references(info));
    }
    Set<String> names = new HashSet<>(signed);
    Set<String> ids = new HashSet<>();
    for (Element object : children(signature, "Object")) {
      String id = object.getAttribute("Id");
      if (!id.isEmpty() && signed.contains("#" + id) && ids.add(id)) {
        children(object, "Manifest").forEach(manifest -> names.addAll(references(manifest)));
      }
    }
    return names;
  }

  private static List<String> references(Element list) {
    return children(list, "Reference").stream()
        .map(reference -> reference.getAttribute("URI"))
        .map(uri -> uri.indexOf('?') < 0 ? uri : uri.substring(0, uri.indexOf('?')))
        .toList();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child
          && SIGNATURE_NAMESPACE.equals(child.getNamespaceURI())
          && name.equals(child.getLocalName())) {
        children.add(child);
      }
    }
    return children;
  }

  /** Office itself signs neither the properties nor the list of signatures. */
  private static List<Addition> unsigned(OPCPackage container, Set<String> named)
      throws InvalidFormatException {
    List<Addition> unsigned = new ArrayList<>();
    for (PackagePart part : container.getParts()) {
      URI uri = part.getPartName().getURI();
      String name = uri.getPath();
      if (named.contains(uri.toString()) || named.contains(name) || isOfSignatures(part, name)) {
        continue;
      }
      unsigned.add(
          PROPERTIES.matcher(name).matches()
              ? new Addition(Kind.METADATA, "", true)
              : new Addition(Kind.FILE, name, part.isRelationshipPart()));
    }
    return unsigned;
  }

  private static boolean isOfSignatures(PackagePart part, String name) {
    return name.startsWith("/_xmlsignatures/")
        && (part.isRelationshipPart() || part.getContentType().startsWith(SIGNATURE_CONTENT));
  }

  @Override
  public Covered of(SignatureWrapper signature) {
    boolean whole = added.stream().allMatch(Addition::allowed);
    return new Covered(whole, added, false, false, !intact);
  }
}
