package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.model.DSSDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import vn.antin.signing.engine.DocumentSource;

/** What a document's first bytes say it is. */
enum Magic {
  ZIP,
  XML,
  JSON,
  /** A JWS in one line: base64url of an object. */
  COMPACT,
  CMS,
  OTHER;

  static Magic of(DSSDocument document) {
    try (InputStream in = document.openStream()) {
      return of(in.readNBytes(4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Magic of(DocumentSource source) throws IOException {
    return of(source.stream().readNBytes(4));
  }

  /** Whether DSS takes it for XML: {@code <}, with or without a byte order mark of UTF-8. */
  static boolean beginsLikeXml(DocumentSource source) throws IOException {
    String begin = new String(source.stream().readNBytes(4), StandardCharsets.ISO_8859_1);
    return begin.startsWith("<") || begin.startsWith("\u00ef\u00bb\u00bf<");
  }

  private static Magic of(byte[] begin) {
    if (begin.length < 2) {
      return OTHER;
    }
    int first = begin[0] & 0xff;
    int second = begin[1] & 0xff;
    if (first == 'P' && second == 'K') {
      return ZIP;
    }
    return switch (first) {
      // A byte order mark, or '<' in UTF-16.
      case '<', 0xef, 0xfe, 0xff, 0x00 -> XML;
      case '{' -> JSON;
      case 'e' -> second == 'y' ? COMPACT : OTHER;
      case 0x30 -> CMS;
      default -> OTHER;
    };
  }
}
