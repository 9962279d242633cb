package vn.antin.signing.engine.xml;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import vn.antin.signing.engine.DocumentSource;

/** Looks at XML, then reads it. Thread-safe. */
public final class XmlEntry {

  private final XmlLimits limits;

  public XmlEntry(XmlLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads the document once in a row, builds nothing and reaches for nothing else.
   *
   * @throws IOException when the source fails; whatever is wrong with the XML is a return value
   */
  public XmlInspection inspect(DocumentSource source) throws IOException {
    if (source.length() > limits.bytes()) {
      return new XmlInspection.Refused(
          XmlFault.TOO_LARGE, "%d bytes, at most %d".formatted(source.length(), limits.bytes()));
    }
    FailureKeeper stream = new FailureKeeper(source.stream());
    XmlScan scan = new XmlScan(limits);
    try {
      XMLStreamReader reader = inputFactory().createXMLStreamReader(stream);
      try {
        while (reader.hasNext()) {
          XmlInspection.Refused refused = look(scan, reader, reader.next());
          if (refused != null) {
            return refused;
          }
        }
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      // The JDK's reader meets some malformed documents with exceptions that are not checked.
      stream.rethrow();
      return new XmlInspection.Refused(XmlFault.NOT_XML, String.valueOf(e.getMessage()));
    }
    return scan.verdict();
  }

  private static XmlInspection.@Nullable Refused look(
      XmlScan scan, XMLStreamReader reader, int event) {
    return switch (event) {
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          new XmlInspection.Refused(XmlFault.DOCUMENT_TYPE, "A document type declaration");
      case XMLStreamConstants.START_ELEMENT -> scan.begin(reader);
      case XMLStreamConstants.END_ELEMENT -> scan.end(reader);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> scan.text(reader);
      default -> null;
    };
  }

  /**
   * Inspects, then builds the tree.
   *
   * @throws IOException when the source fails; whatever is wrong with the XML is a return value
   */
  public XmlReading read(DocumentSource source) throws IOException {
    if (inspect(source) instanceof XmlInspection.Refused(XmlFault fault, String detail)) {
      return new XmlReading.Refused(fault, detail);
    }
    FailureKeeper stream = new FailureKeeper(source.stream());
    try {
      return new XmlReading.Read(builder().parse(stream));
    } catch (SAXException | RuntimeException e) {
      stream.rethrow();
      return new XmlReading.Refused(XmlFault.NOT_XML, String.valueOf(e.getMessage()));
    }
  }

  private static XMLInputFactory inputFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    // Without one, the JDK's reader prints what it complains of.
    factory.setXMLReporter((message, type, information, location) -> {});
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("Nothing is read from elsewhere");
    });
    return factory;
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Silence());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK's parser knows these features", e);
    }
  }

  /** Errors are answers; the parser's own handler prints them. */
  private static final class Silence implements ErrorHandler {

    @Override
    public void warning(SAXParseException exception) {}

    @Override
    public void error(SAXParseException exception) throws SAXException {
      throw exception;
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
      throw exception;
    }
  }

  /** Tells a failing source from malformed XML, which parsers mix up. */
  private static final class FailureKeeper extends java.io.FilterInputStream {

    private @Nullable IOException failure;

    FailureKeeper(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      try {
        return super.read(bytes, offset, count);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
