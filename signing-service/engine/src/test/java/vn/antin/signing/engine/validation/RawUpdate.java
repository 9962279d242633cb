package vn.antin.signing.engine.validation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Appends an update to a PDF by hand, as an attacker would: any object, any position. */
final class RawUpdate {

  private final byte[] pdf;
  private final Map<Integer, String> objects = new TreeMap<>();
  private final Map<Integer, Long> positions = new TreeMap<>();
  private String trailer = "";

  private RawUpdate(byte[] pdf) {
    this.pdf = pdf;
  }

  static RawUpdate of(byte[] pdf) {
    return new RawUpdate(pdf);
  }

  RawUpdate object(int number, String value) {
    objects.put(number, value);
    return this;
  }

  RawUpdate stream(int number, String entries, String content) {
    return object(
        number,
        "<<%s/Length %d>>\nstream\n%s\nendstream".formatted(entries, content.length(), content));
  }

  /** Says that an object is at a position, without writing it. */
  RawUpdate at(int number, int position) {
    positions.put(number, (long) position);
    return this;
  }

  /** Entries of the trailer; the later one counts where a name is there twice. */
  RawUpdate trailer(String entries) {
    trailer = entries;
    return this;
  }

  byte[] appended() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(pdf);
    text(out, "\n");
    objects.forEach((number, value) -> {
      positions.put(number, (long) out.size());
      text(out, "%d 0 obj\n%s\nendobj\n".formatted(number, value));
    });
    int start = out.size();
    text(out, "xref\n0 1\n0000000000 65535 f \n");
    positions.forEach((number, at) -> text(out, "%d 1\n%010d 00000 n \n".formatted(number, at)));
    String root = trailer.contains("/Root") ? "" : "/Root 1 0 R";
    text(
        out,
        "trailer\n<</Size 100%s/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(root, lastStart(), trailer, start));
    return out.toByteArray();
  }

  private long lastStart() {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf("startxref") + "startxref".length();
    return Long.parseLong(text.substring(at, text.indexOf('%', at)).strip());
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
