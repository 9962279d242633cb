package vn.antin.signing.engine.xml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.xml.XmlInspection.Refused;

/** What one pass over a document has seen so far. */
final class XmlScan {

  private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
  private static final String XPATH_FILTER2 = "http://www.w3.org/2002/06/xmldsig-filter2";
  private static final String XSLT = "http://www.w3.org/TR/1999/REC-xslt-19991116";
  private static final int LONGEST_XPATH = 400;

  /** Axes and functions that look at the whole tree again for every node of it. */
  private static final Pattern COSTLY =
      Pattern.compile("//|descendant|following|preceding|\\bcount\\b|\\bid\\s*\\(|\\bstring\\b");

  private final XmlLimits limits;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Set<String> references = new HashSet<>();
  private String rootNamespace = "";
  private String rootName = "";
  private int signatures;
  private int elements;
  private int depth;
  private int referenceCount;
  private @Nullable StringBuilder xpath;
  private boolean filter2;

  XmlScan(XmlLimits limits) {
    this.limits = limits;
  }

  @Nullable Refused begin(XMLStreamReader reader) {
    String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
    String name = reader.getLocalName();
    if (elements++ == 0) {
      rootNamespace = namespace;
      rootName = name;
    }
    if (elements > limits.elements()) {
      return new Refused(XmlFault.TOO_MANY, "More than %d elements".formatted(limits.elements()));
    }
    if (++depth > limits.depth()) {
      return new Refused(XmlFault.TOO_DEEP, "More than %d levels".formatted(limits.depth()));
    }
    int attributes = reader.getAttributeCount() + reader.getNamespaceCount();
    if (attributes > limits.attributes()) {
      return new Refused(XmlFault.TOO_MANY, "%d attributes of one element".formatted(attributes));
    }
    collectIds(reader);
    if (namespace.equals(DSIG)) {
      return ofSignature(name, reader);
    }
    if (namespace.equals(XPATH_FILTER2) && name.equals("XPath")) {
      xpath = new StringBuilder();
      filter2 = true;
    }
    return null;
  }

  private void collectIds(XMLStreamReader reader) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String space = reader.getAttributeNamespace(i);
      boolean plain = space == null || space.isEmpty();
      // What parsers of signatures take for an id without a schema, and xml:id.
      if (reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT).equals("id")
          && (plain || space.equals(XMLConstants.XML_NS_URI))) {
        ids.merge(reader.getAttributeValue(i), 1, Integer::sum);
      }
    }
  }

  private @Nullable Refused ofSignature(String name, XMLStreamReader reader) {
    switch (name) {
      case "Signature" -> signatures++;
      case "Reference" -> {
        if (++referenceCount > limits.references()) {
          return new Refused(
              XmlFault.TOO_MANY, "More than %d references".formatted(limits.references()));
        }
        String uri = reader.getAttributeValue(null, "URI");
        if (uri != null && uri.startsWith("#")) {
          references.add(target(uri.substring(1)));
        }
      }
      case "Transform" -> {
        if (XSLT.equals(reader.getAttributeValue(null, "Algorithm"))) {
          return new Refused(XmlFault.FORBIDDEN_TRANSFORM, "XSLT");
        }
      }
      case "XPath" -> {
        xpath = new StringBuilder();
        filter2 = false;
      }
      default -> {}
    }
    return null;
  }

  /** The id in a bare name or in {@code xpointer(id('…'))}. */
  private static String target(String fragment) {
    if (fragment.startsWith("xpointer(id(") && fragment.endsWith("))")) {
      return fragment.substring("xpointer(id(".length() + 1, fragment.length() - 3);
    }
    return fragment;
  }

  @Nullable Refused text(XMLStreamReader reader) {
    if (xpath != null) {
      xpath.append(reader.getText());
      if (xpath.length() > LONGEST_XPATH) {
        return new Refused(XmlFault.FORBIDDEN_TRANSFORM, "A very long XPath expression");
      }
    }
    return null;
  }

  @Nullable Refused end(XMLStreamReader reader) {
    depth--;
    if (xpath != null && reader.getLocalName().equals("XPath")) {
      String expression = xpath.toString();
      xpath = null;
      // Filter 2.0 evaluates once; only what stands in brackets is evaluated again and again.
      if (COSTLY.matcher(filter2 ? bracketed(expression) : expression).find()) {
        return new Refused(
            XmlFault.FORBIDDEN_TRANSFORM, "The XPath expression " + expression.strip());
      }
    }
    return null;
  }

  private static String bracketed(String expression) {
    int begin = expression.indexOf('[');
    return begin < 0 ? "" : expression.substring(begin);
  }

  XmlInspection verdict() {
    for (String reference : references) {
      if (ids.getOrDefault(reference, 0) > 1) {
        return new Refused(
            XmlFault.AMBIGUOUS_REFERENCE,
            "%d elements have the id %s".formatted(ids.get(reference), reference));
      }
    }
    return new XmlInspection.Sound(rootNamespace, rootName, signatures);
  }
}
