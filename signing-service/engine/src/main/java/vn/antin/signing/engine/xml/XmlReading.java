package vn.antin.signing.engine.xml;

import org.w3c.dom.Document;

/** What became of reading XML. */
public sealed interface XmlReading {

  /** A tree, namespace-aware. */
  record Read(Document document) implements XmlReading {}

  /** Nothing was parsed. {@code detail} is for the operator. */
  record Refused(XmlFault fault, String detail) implements XmlReading {}
}
