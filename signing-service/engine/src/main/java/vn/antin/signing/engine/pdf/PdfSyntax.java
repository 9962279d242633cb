package vn.antin.signing.engine.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Writes values as a PDF has them (ISO 32000-1 section 7.3), strictly enough for PDF/A. */
final class PdfSyntax {

  private final ByteArrayOutputStream out;

  PdfSyntax(ByteArrayOutputStream out) {
    this.out = out;
  }

  PdfSyntax write(PdfObject object) {
    switch (object) {
      case PdfNull _ -> text("null");
      case PdfBoolean(boolean value) -> text(value ? "true" : "false");
      case PdfNumber number -> text(number.value().toPlainString());
      case PdfReference reference -> text(reference.toString());
      case PdfName(String value) -> name(value);
      case PdfString string -> string(string);
      case PdfArray array -> array(array);
      case PdfDictionary dictionary -> dictionary(dictionary);
      case PdfStream stream -> stream(stream);
    }
    return this;
  }

  PdfSyntax text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    out.write(bytes, 0, bytes.length);
    return this;
  }

  private void array(PdfArray array) {
    out.write('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        out.write(' ');
      }
      write(array.items().get(i));
    }
    out.write(']');
  }

  private void dictionary(PdfDictionary dictionary) {
    text("<<");
    for (String key : dictionary.names()) {
      entry(key, dictionary.get(key));
    }
    text(">>");
  }

  void entry(String key, @Nullable PdfObject value) {
    name(key);
    out.write(' ');
    write(value == null ? PdfNull.NULL : value);
  }

  private void stream(PdfStream stream) {
    byte[] bytes = stream.raw(Integer.MAX_VALUE);
    dictionary(stream.dictionary().with("Length", PdfNumber.of(bytes.length)));
    text("\nstream\n");
    out.write(bytes, 0, bytes.length);
    text("\nendstream");
  }

  private void name(String value) {
    out.write('/');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c > ' ' && c < 127 && "()<>[]{}/%#".indexOf(c) < 0) {
        out.write(c);
      } else {
        text("#%02X".formatted((int) c));
      }
    }
  }

  private void string(PdfString string) {
    byte[] bytes = string.bytes();
    if (string.hexadecimal()) {
      text("<" + HexFormat.of().withUpperCase().formatHex(bytes) + ">");
      return;
    }
    out.write('(');
    for (byte each : bytes) {
      switch (each) {
        case '(', ')', '\\' -> {
          out.write('\\');
          out.write(each);
        }
        case '\r' -> text("\\r"); // a bare one would be read as a line feed
        default -> out.write(each);
      }
    }
    out.write(')');
  }
}
