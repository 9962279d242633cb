package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.enumerations.SignatureScopeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.antin.signing.engine.validation.Addition.Kind;

/**
 * What of an XML document its signatures cover.
 *
 * <p>A signature that refers to an element by its id still holds when the element is moved
 * elsewhere and another is put in its place (signature wrapping). It is told by its traces: an
 * unsigned element of the signed one's name, or a signed element that lies within a signature while
 * the document around it is not signed.
 */
final class XmlCoverage implements Coverage {

  private static final String SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";
  private static final Set<String> ID_NAMES = Set.of("Id", "ID", "id");
  private static final int MOST_TOLD = 50;

  private final Element root;
  private final Map<String, Element> byId = new HashMap<>();

  XmlCoverage(Document document) {
    this.root = document.getDocumentElement();
    index(root);
  }

  private void index(Element element) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (ID_NAMES.contains(attribute.getName()) || attribute.getName().equals("xml:id")) {
        byId.putIfAbsent(attribute.getValue(), element);
      }
    }
    children(element).forEach(this::index);
  }

  @Override
  public Covered of(SignatureWrapper signature) {
    boolean whole =
        signature.getSignatureScopes().stream()
            .anyMatch(scope ->
                scope.getScope() == SignatureScopeType.FULL
                    || scope.getScope() == SignatureScopeType.COUNTER_SIGNATURE);
    Set<Element> covered = covered(signature);
    if (covered.isEmpty() || covered.contains(root)) {
      return new Covered(whole || covered.contains(root), List.of(), false, false, false);
    }
    if (whole && !refersByIdAlone(signature)) {
      return new Covered(true, List.of(), false, false, false);
    }
    List<Element> unsigned = new ArrayList<>();
    boolean enveloping = isSignature(root);
    if (enveloping) {
      children(root).stream()
          .filter(e -> isContent(e) && !covered.contains(e))
          .forEach(unsigned::add);
    } else {
      unsigned(root, covered, unsigned);
    }
    boolean wrapped =
        !enveloping
            && !unsigned.isEmpty()
            && (covered.stream().anyMatch(XmlCoverage::withinSignature)
                || unsigned.stream()
                    .anyMatch(each -> covered.stream().anyMatch(e -> sameName(e, each))));
    return new Covered(
        unsigned.isEmpty(),
        unsigned.stream()
            .map(Element::getNodeName)
            .distinct()
            .limit(MOST_TOLD)
            .map(name -> new Addition(Kind.ELEMENT, name, !wrapped))
            .toList(),
        wrapped,
        false,
        false);
  }

  private static boolean refersByIdAlone(SignatureWrapper signature) {
    return references(signature).stream().allMatch(uri -> uri.startsWith("#"));
  }

  private static List<String> references(SignatureWrapper signature) {
    return signature.getDigestMatchers().stream()
        .filter(matcher ->
            matcher.getType() == DigestMatcherType.REFERENCE
                || matcher.getType() == DigestMatcherType.OBJECT)
        .map(XmlDigestMatcher::getUri)
        .map(uri -> Objects.requireNonNullElse(uri, ""))
        .toList();
  }

  private Set<Element> covered(SignatureWrapper signature) {
    Set<Element> covered = new HashSet<>();
    for (String uri : references(signature)) {
      Element element = uri.startsWith("#") ? byId.get(uri.substring(1)) : null;
      if (element != null) {
        covered.add(element);
      }
    }
    return covered;
  }

  /** The highest elements that hold text or attributes of their own and are not signed. */
  private static void unsigned(Element element, Set<Element> covered, List<Element> found) {
    for (Element child : children(element)) {
      if (covered.contains(child) || isSignature(child)) {
        continue;
      }
      if (holdsCoveredOrSignature(child, covered)) {
        unsigned(child, covered, found);
      } else {
        found.add(child);
      }
    }
  }

  private static boolean holdsCoveredOrSignature(Element element, Set<Element> covered) {
    return children(element).stream()
        .anyMatch(child ->
            covered.contains(child)
                || isSignature(child)
                || holdsCoveredOrSignature(child, covered));
  }

  private static boolean withinSignature(Element element) {
    for (Node node = element; node != null; node = node.getParentNode()) {
      if (node instanceof Element parent && isSignature(parent)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSignature(Element element) {
    return SIGNATURE_NAMESPACE.equals(element.getNamespaceURI())
        && "Signature".equals(element.getLocalName());
  }

  /** An object of a signature that is not its own properties. */
  private static boolean isContent(Element element) {
    return SIGNATURE_NAMESPACE.equals(element.getNamespaceURI())
        && "Object".equals(element.getLocalName())
        && children(element).stream()
            .noneMatch(child -> "QualifyingProperties".equals(child.getLocalName()));
  }

  private static boolean sameName(Element one, Element other) {
    return Objects.equals(one.getNamespaceURI(), other.getNamespaceURI())
        && Objects.equals(one.getLocalName(), other.getLocalName());
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }
}
