package vn.antin.signing.engine.xml;

/**
 * How much XML is read.
 *
 * @param bytes size of the document in bytes
 * @param elements number of elements
 * @param depth elements within each other; the JDK's own limit is 100
 * @param attributes attributes of one element, namespace declarations included
 * @param references {@code ds:Reference} elements
 */
public record XmlLimits(long bytes, int elements, int depth, int attributes, int references) {

  /** 16 MiB, a quarter of a million elements: a tree of about 150 MB at most. */
  public static final XmlLimits DEFAULT = new XmlLimits(16L << 20, 250_000, 90, 150, 2_000);

  public XmlLimits {
    if (bytes < 1 || elements < 1 || depth < 1 || attributes < 1 || references < 1) {
      throw new IllegalArgumentException("A limit is at least 1");
    }
  }
}
