package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.antin.signing.engine.xml.XmlEntry;
import vn.antin.signing.engine.xml.XmlInspection;
import vn.antin.signing.engine.xml.XmlLimits;
import vn.antin.signing.engine.xml.XmlReading;

/** The edXML profile: where the signature stands in an envelope (QCVN 102:2016/BTTTT). */
final class EdXml {

  static final String NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
  static final String ENVELOPE = "edXMLEnvelope";
  static final String SIGNATURE_PLACE =
      "/*[local-name()='edXMLEnvelope']/*[local-name()='DigitalSignature']";

  private static final String PLACE = "DigitalSignature";

  private EdXml() {}

  static boolean isEnvelope(XmlInspection.Sound sound) {
    return sound.rootNamespace().equals(NAMESPACE) && sound.rootName().equals(ENVELOPE);
  }

  /** The envelope with an empty place for the signature at its end, unless it has one. */
  static DSSDocument withPlace(SourceDocument envelope) throws IOException {
    if (!(new XmlEntry(XmlLimits.DEFAULT).read(envelope.source())
        instanceof XmlReading.Read(Document document))) {
      throw new IllegalArgumentException("Expected an envelope that was inspected");
    }
    Element root = document.getDocumentElement();
    for (var child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (PLACE.equals(child.getLocalName()) && NAMESPACE.equals(child.getNamespaceURI())) {
        return envelope;
      }
    }
    String prefix = root.getPrefix() == null ? "" : root.getPrefix() + ":";
    root.appendChild(document.createElementNS(NAMESPACE, prefix + PLACE));
    return new InMemoryDocument(written(document), envelope.getName(), envelope.getMimeType());
  }

  static List<DSSDocument> withPlace(List<SourceDocument> documents) throws IOException {
    return List.of(withPlace(documents.getFirst()));
  }

  private static byte[] written(Document document) {
    try {
      TransformerFactory factory = TransformerFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      transformer.transform(new DOMSource(document), new StreamResult(bytes));
      return bytes.toByteArray();
    } catch (TransformerException e) {
      throw new IllegalStateException("A tree that was read can be written", e);
    }
  }
}
