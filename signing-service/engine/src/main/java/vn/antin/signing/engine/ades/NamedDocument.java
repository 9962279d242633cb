package vn.antin.signing.engine.ades;

import java.nio.ByteBuffer;
import java.util.List;
import vn.antin.signing.engine.DocumentSource;

/**
 * A document with the name it has beside or inside its signature.
 *
 * @param name a file name; inside a container it may have folders, parted by {@code /}
 */
public record NamedDocument(String name, DocumentSource source) {

  private static final int LONGEST = 255;

  public NamedDocument {
    boolean bad =
        name.isBlank()
            || name.length() > LONGEST
            || name.indexOf('\\') >= 0
            || name.indexOf(':') >= 0
            || name.chars().anyMatch(Character::isISOControl)
            || List.of(name.split("/", -1)).stream()
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (bad) {
      throw new IllegalArgumentException("Expected a relative name, found '" + name + "'");
    }
  }

  /**
   * A document that stays elsewhere: a detached CAdES, XAdES or JAdES signature of level B-B or B-T
   * can be made of its hash alone.
   *
   * @param algorithm JCA name of the digest that the signature uses too
   */
  public static NamedDocument hashed(String name, String algorithm, byte[] hash) {
    return new NamedDocument(
        name, new HashedSource(algorithm, ByteBuffer.wrap(hash.clone()).asReadOnlyBuffer()));
  }
}
