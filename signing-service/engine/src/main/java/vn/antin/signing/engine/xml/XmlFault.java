package vn.antin.signing.engine.xml;

/** Why XML is not read. */
public enum XmlFault {
  /** Not well-formed, or not XML at all. */
  NOT_XML,
  /** It has a document type declaration; with it come entities and default attributes. */
  DOCUMENT_TYPE,
  TOO_LARGE,
  TOO_DEEP,
  /** Too many elements, attributes or references. */
  TOO_MANY,
  /** A signature refers to an id that two elements have. */
  AMBIGUOUS_REFERENCE,
  /** A signature asks for XSLT or for an XPath expression of unbounded cost. */
  FORBIDDEN_TRANSFORM
}
