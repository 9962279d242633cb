package vn.antin.signing.engine.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

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

  private static final int MOST_ENTRIES_LOOKED_AT = 2_000;

  static Optional<Format> of(byte[] file) {
    String head =
        new String(file, 0, Math.min(file.length, HEADER_WITHIN), StandardCharsets.ISO_8859_1);
    if (head.startsWith("PK\u0003\u0004")) {
      return container(file);
    }
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

  private static Optional<Format> container(byte[] file) {
    boolean signatures = false;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      ZipEntry entry = zip.getNextEntry();
      for (int i = 0; entry != null && i < MOST_ENTRIES_LOOKED_AT; i++) {
        if (entry.getName().equals("[Content_Types].xml")) {
          return Optional.of(OFFICE);
        }
        if (entry.getName().equals("mimetype")) {
          String type = new String(zip.readNBytes(100), StandardCharsets.US_ASCII);
          return Optional.of(
              type.startsWith("application/vnd.oasis.opendocument") ? OPEN_DOCUMENT : ASIC);
        }
        signatures |= entry.getName().startsWith("META-INF/");
        entry = zip.getNextEntry();
      }
      return signatures ? Optional.of(ASIC) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
