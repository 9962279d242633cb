package vn.antin.signing.engine.xml;

/** What looking at XML found. */
public sealed interface XmlInspection {

  /**
   * Within the limits and safe to be parsed by {@link XmlEntry}.
   *
   * @param rootNamespace empty for none
   * @param signatures number of {@code ds:Signature} elements, counter signatures included
   */
  record Sound(String rootNamespace, String rootName, int signatures) implements XmlInspection {}

  /** Not to be parsed. {@code detail} is for the operator. */
  record Refused(XmlFault fault, String detail) implements XmlInspection {}
}
