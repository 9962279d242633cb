package vn.antin.signing.engine.validation.coverage;

import java.util.HashSet;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Whether a signature's references may be followed without the XML library's secure mode, which
 * stops at 30 of them: a presentation of ten slides has fifty. What that mode is for is asked here
 * instead; XSLT, ids that occur twice and deep nesting never come past the XML entry.
 */
final class OfficeReferences {

  private static final int MOST = 2_000;
  private static final int MOST_TRANSFORMS = 5;
  private static final Set<String> DIGESTS =
      Set.of(
          "http://www.w3.org/2001/04/xmlenc#sha256",
          "http://www.w3.org/2001/04/xmldsig-more#sha384",
          "http://www.w3.org/2001/04/xmlenc#sha512");

  private OfficeReferences() {}

  /** Each part once, within the file, by SHA-2, and no key from elsewhere. */
  static boolean harmless(Document signature) {
    NodeList references = named(signature.getDocumentElement(), "Reference");
    if (references.getLength() > MOST
        || named(signature.getDocumentElement(), "RetrievalMethod").getLength() > 0) {
      return false;
    }
    Set<String> targets = new HashSet<>();
    for (int i = 0; i < references.getLength(); i++) {
      Element reference = (Element) references.item(i);
      String target = reference.getAttribute("URI");
      if (!(target.startsWith("/") || target.startsWith("#"))
          || target.startsWith("//")
          || !targets.add(target)
          || named(reference, "Transform").getLength() > MOST_TRANSFORMS
          || !hashedWell(reference)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hashedWell(Element reference) {
    NodeList methods = named(reference, "DigestMethod");
    return methods.getLength() == 1
        && DIGESTS.contains(((Element) methods.item(0)).getAttribute("Algorithm"));
  }

  private static NodeList named(Element parent, String name) {
    return parent.getElementsByTagNameNS(OfficeCoverage.SIGNATURE_NAMESPACE, name);
  }
}
