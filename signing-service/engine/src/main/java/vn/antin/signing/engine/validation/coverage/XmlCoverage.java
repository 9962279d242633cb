package vn.antin.signing.engine.validation.coverage;

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
import org.w3c.dom.Text;
import vn.antin.signing.engine.validation.coverage.Addition.Kind;

/**
 * What of an XML document its signatures cover.
 *
 * <p>A signature that refers to an element by its id still holds when the element is moved
 * elsewhere and another is put in its place (signature wrapping). It is told by its traces: an
 * unsigned element of the signed one's name, whatever it holds, or a signed element that lies
 * within a signature while the document around it is not signed.
 */
final class XmlCoverage implements Coverage {

  private static final String SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";
  private static final String XADES_NAMESPACES = "http://uri.etsi.org/01903/";
  private static final String XPOINTER = "xpointer(id(";
  private static final String WHOLE = "#xpointer(/)";
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
      if (isId(attribute)) {
        byId.putIfAbsent(attribute.getValue(), element);
      }
    }
    children(element).forEach(this::index);
  }

  private static boolean isId(Attr attribute) {
    String name = attribute.getName();
    return name.equalsIgnoreCase("id") || name.equalsIgnoreCase("xml:id");
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
        hasDouble(root, covered)
            || (!enveloping
                && !unsigned.isEmpty()
                && (covered.stream().anyMatch(XmlCoverage::withinSignature)
                    || unsigned.stream().anyMatch(each -> hasNameOfOne(each, covered))));
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
                || matcher.getType() == DigestMatcherType.OBJECT
                || matcher.getType() == DigestMatcherType.XPOINTER)
        .map(XmlDigestMatcher::getUri)
        .map(uri -> Objects.requireNonNullElse(uri, ""))
        .toList();
  }

  private Set<Element> covered(SignatureWrapper signature) {
    Set<Element> covered = new HashSet<>();
    for (String uri : references(signature)) {
      Element element = uri.startsWith("#") ? byId.get(target(uri.substring(1))) : null;
      if (element != null) {
        covered.add(element);
      } else if (uri.equals(WHOLE)) {
        covered.add(root);
      }
    }
    return covered;
  }

  /** The id in a bare name or in {@code xpointer(id('…'))}. */
  private static String target(String fragment) {
    return fragment.startsWith(XPOINTER) && fragment.endsWith("))")
        ? fragment.substring(
            Math.min(XPOINTER.length() + 1, fragment.length()),
            Math.max(XPOINTER.length() + 1, fragment.length() - 3))
        : fragment;
  }

  /** Whether an element has a signed one's name without being signed, holding, or within one. */
  private static boolean hasDouble(Element element, Set<Element> covered) {
    if (covered.contains(element)) {
      return false;
    }
    return (!ofSignatures(element)
            && hasNameOfOne(element, covered)
            && covered.stream().noneMatch(each -> holds(element, each)))
        || children(element).stream().anyMatch(child -> hasDouble(child, covered));
  }

  private static boolean holds(Element element, Element held) {
    for (Node node = held; node != null; node = node.getParentNode()) {
      if (node.isSameNode(element)) {
        return true;
      }
    }
    return false;
  }

  /** What signatures consist of is there once for each. */
  private static boolean ofSignatures(Element element) {
    String namespace = Objects.requireNonNullElse(element.getNamespaceURI(), "");
    return namespace.equals(SIGNATURE_NAMESPACE) || namespace.startsWith(XADES_NAMESPACES);
  }

  /** The highest elements that hold text or attributes of their own and are not signed. */
  private static void unsigned(Element element, Set<Element> covered, List<Element> found) {
    if (hasOwnContent(element)) {
      found.add(element);
    }
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

  private static boolean hasOwnContent(Element element) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      boolean namespace =
          attribute.getName().equals("xmlns") || attribute.getName().startsWith("xmlns:");
      if (!namespace && !isId(attribute)) {
        return true;
      }
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Text text && !text.getData().isBlank()) {
        return true;
      }
    }
    return false;
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

  private static boolean hasNameOfOne(Element element, Set<Element> covered) {
    return covered.stream().anyMatch(each -> sameName(each, element));
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
