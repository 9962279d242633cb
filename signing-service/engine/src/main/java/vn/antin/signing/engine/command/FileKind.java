package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.ades.AdesRequest.XadesPackaging;
import vn.antin.signing.engine.container.Container;
import vn.antin.signing.engine.container.ContainerEntry;
import vn.antin.signing.engine.container.ContainerLimits;
import vn.antin.signing.engine.container.ContainerOpening;
import vn.antin.signing.engine.xml.XmlEntry;
import vn.antin.signing.engine.xml.XmlInspection;
import vn.antin.signing.engine.xml.XmlLimits;

/**
 * How a file is signed when nobody said how, told by its content, never by its name: inside of it
 * where its kind has room for a signature, else together with it in an ASiC-E container.
 */
final class FileKind {

  /** A PDF may have up to 1,024 bytes before its header (ISO 32000-1, implementation note 13). */
  private static final int HEAD = 1024;

  private static final int LONGEST_TYPE = 200;

  private FileKind() {}

  static FormatName of(DocumentSource document) throws IOException {
    String head = head(document);
    if (head.startsWith("PK\u0003\u0004")) {
      return ofZip(document);
    }
    // A CMS may begin with the PDF it holds.
    boolean cms = head.startsWith("0") && head.length() > 1 && (head.charAt(1) & 0x80) != 0;
    if (!cms && head.contains("%PDF-")) {
      return FormatName.PADES;
    }
    return mayBeXml(head) ? ofXml(document) : FormatName.ASIC_E;
  }

  private static String head(DocumentSource document) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    while (head.hasRemaining() && document.read(head.position(), head) > 0) {}
    return new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
  }

  private static boolean mayBeXml(String head) {
    String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
    return text.stripLeading().startsWith("<")
        || head.startsWith("\u00fe\u00ff")
        || head.startsWith("\u00ff\u00fe");
  }

  /** What begins like XML and is not, or has a document type, is left to what does not read it. */
  private static FormatName ofXml(DocumentSource document) throws IOException {
    return switch (new XmlEntry(XmlLimits.DEFAULT).inspect(document)) {
      case XmlInspection.Refused _ -> FormatName.ASIC_E_CADES;
      case XmlInspection.Sound sound ->
          XadesPackaging.within(sound) == XadesPackaging.EDXML
              ? FormatName.EDXML
              : FormatName.XADES;
    };
  }

  private static FormatName ofZip(DocumentSource document) throws IOException {
    if (!(Container.open(document, ContainerLimits.DEFAULT)
        instanceof ContainerOpening.Opened(Container zip))) {
      return FormatName.ASIC_E;
    }
    if (zip.entry("[Content_Types].xml").isPresent()) {
      return FormatName.OOXML;
    }
    String type = type(zip);
    if (type.startsWith("application/vnd.oasis.opendocument.")) {
      return FormatName.ODF;
    }
    boolean cades =
        zip.entries().stream()
            .map(ContainerEntry::name)
            .anyMatch(name -> name.startsWith("META-INF/") && name.endsWith(".p7s"));
    if (type.startsWith("application/vnd.etsi.asic-s")) {
      return cades ? FormatName.ASIC_S_CADES : FormatName.ASIC_S;
    }
    return cades ? FormatName.ASIC_E_CADES : FormatName.ASIC_E;
  }

  private static String type(Container zip) throws IOException {
    ContainerEntry type = zip.entry("mimetype").orElse(null);
    return type == null || type.size() > LONGEST_TYPE
        ? ""
        : new String(zip.bytes(type, LONGEST_TYPE), StandardCharsets.US_ASCII);
  }
}
