package vn.antin.signing.engine.validation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import vn.antin.signing.engine.container.Container;
import vn.antin.signing.engine.container.ContainerEntry;

/** What kind of signed file it is, told by its first bytes; a name or a sender is not believed. */
public enum Format {
  PDF,
  XML,
  CMS,
  JWS,
  ASIC,
  OFFICE,
  OPEN_DOCUMENT;

  /** A PDF may have up to 1,024 bytes before its header (ISO 32000-1, implementation note 13). */
  private static final int HEADER_WITHIN = 1024;

  private static final int LONGEST_TYPE = 1024;

  static boolean isContainer(byte[] file) {
    return head(file).startsWith("PK\u0003\u0004");
  }

  private static String head(byte[] file) {
    return new String(file, 0, Math.min(file.length, HEADER_WITHIN), StandardCharsets.ISO_8859_1);
  }

  /** The format of a file that is no container. */
  static Optional<Format> of(byte[] file) {
    String head = head(file);
    if (head.startsWith("0") && file.length > 1 && (file[1] & 0x80) != 0) {
      return Optional.of(CMS);
    }
    if (head.contains("%PDF-")) {
      return Optional.of(PDF);
    }
    if (head.startsWith("-----BEGIN PKCS7-----") || head.startsWith("-----BEGIN CMS-----")) {
      return Optional.of(CMS);
    }
    String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
    text = text.stripLeading();
    if (text.startsWith("<")
        || head.startsWith("\u00fe\u00ff")
        || head.startsWith("\u00ff\u00fe")) {
      return Optional.of(XML);
    }
    return text.startsWith("{") || text.startsWith("eyJ") ? Optional.of(JWS) : Optional.empty();
  }

  /** The format of a container: what its first telling entry says. */
  static Optional<Format> of(Container container) throws IOException {
    boolean signatures = false;
    for (ContainerEntry entry : container.entries()) {
      if (entry.name().equals("[Content_Types].xml")) {
        return Optional.of(OFFICE);
      }
      if (entry.name().equals("mimetype")) {
        return Optional.of(isOpenDocument(container, entry) ? OPEN_DOCUMENT : ASIC);
      }
      signatures |= entry.name().startsWith("META-INF/");
    }
    return signatures ? Optional.of(ASIC) : Optional.empty();
  }

  private static boolean isOpenDocument(Container container, ContainerEntry type)
      throws IOException {
    return type.size() <= LONGEST_TYPE
        && new String(container.bytes(type, LONGEST_TYPE), StandardCharsets.US_ASCII)
            .startsWith("application/vnd.oasis.opendocument");
  }
}
