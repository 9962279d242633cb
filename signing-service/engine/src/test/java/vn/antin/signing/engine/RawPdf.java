package vn.antin.signing.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Lays out a PDF object by object, in each way that a file may be laid out. */
public final class RawPdf {

  private static final int ROW = 8;

  private final Map<Integer, String> objects = new LinkedHashMap<>();
  private final Map<Integer, Long> positions = new TreeMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** One page with a line of text; objects 1 to 5. */
  public static RawPdf onePage() {
    return onePage("/MediaBox[0 0 595 842]");
  }

  /** The same with these entries of the page. */
  public static RawPdf onePage(String entries) {
    return new RawPdf()
            .object(1, "<</Type/Catalog/Pages 2 0 R>>")
            .object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
            .object(
                3,
                "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
                    + entries
                    + ">>")
            .stream(4, "", "BT /F1 14 Tf 72 720 Td (Quyet dinh so 01) Tj ET")
            .object(5, "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>");
  }

  public RawPdf object(int number, String value) {
    objects.put(number, value);
    return this;
  }

  /** A stream, its bytes as chars of ISO 8859-1. */
  public RawPdf stream(int number, String entries, String content) {
    return object(
        number,
        "<<%s/Length %d>>\nstream\n%s\nendstream".formatted(entries, content.length(), content));
  }

  public byte[] classic() {
    return classic("");
  }

  /** With a cross-reference table, the trailer having these entries too. */
  public byte[] classic(String trailer) {
    text("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    objects.keySet().forEach(this::write);
    long start = out.size();
    table(size());
    text("trailer\n<</Size %d/Root 1 0 R%s>>\n".formatted(size(), trailer));
    return end(start);
  }

  /** With a cross-reference stream, compressed with a predictor. */
  public byte[] crossReferenceStream() {
    text("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    objects.keySet().forEach(this::write);
    return end(stream(Map.of(), "/Root 1 0 R", size()));
  }

  /** The same, all but streams being in an object stream. */
  public byte[] objectStream() {
    text("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    objects.keySet().stream().filter(this::isStream).forEach(this::write);
    Map<Integer, Integer> inside = pack(size());
    return end(stream(inside, "/Root 1 0 R", size() + 1));
  }

  /** A table for old readers; new ones find all but streams and pages in an object stream. */
  public byte[] hybrid(int... hidden) {
    text("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");
    Map<Integer, String> inStream = new LinkedHashMap<>();
    for (int number : hidden) {
      inStream.put(number, value(number));
    }
    objects.keySet().stream().filter(n -> !inStream.containsKey(n)).forEach(this::write);
    int size = size();
    Map<Integer, String> all = new LinkedHashMap<>(objects);
    objects.keySet().retainAll(inStream.keySet());
    Map<Integer, Integer> inside = pack(size);
    objects.putAll(all);
    Map<Integer, Long> seen = new TreeMap<>(positions);
    seen.remove(size);
    long hiddenStart = stream(inside, "", size + 1);
    positions.clear();
    positions.putAll(seen);
    long start = out.size();
    table(size + 2);
    text("trailer\n<</Size %d/Root 1 0 R/XRefStm %d>>\n".formatted(size + 2, hiddenStart));
    return end(start);
  }

  private String value(int number) {
    return Objects.requireNonNull(objects.get(number));
  }

  private boolean isStream(int number) {
    return value(number).contains("\nstream\n");
  }

  private int size() {
    return objects.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
  }

  private void write(int number) {
    write(number, value(number));
  }

  private void write(int number, String value) {
    positions.put(number, (long) out.size());
    text(number + " 0 obj\n" + value + "\nendobj\n");
  }

  /** Puts what is no stream into an object stream and tells the index of each. */
  private Map<Integer, Integer> pack(int number) {
    StringBuilder header = new StringBuilder();
    StringBuilder body = new StringBuilder();
    Map<Integer, Integer> inside = new TreeMap<>();
    objects.forEach((inner, value) -> {
      if (!value.contains("\nstream\n")) {
        inside.put(inner, inside.size());
        header.append(inner).append(' ').append(body.length()).append(' ');
        body.append(value).append('\n');
      }
    });
    String data = deflate((header.toString() + body).getBytes(StandardCharsets.ISO_8859_1));
    write(
        number,
        "<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
            .formatted(inside.size(), header.length(), data.length(), data));
    inside.replaceAll((inner, index) -> index << 16 | number);
    return inside;
  }

  private long stream(Map<Integer, Integer> inside, String trailer, int number) {
    long start = out.size();
    positions.put(number, start);
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    byte[] above = new byte[ROW];
    for (int i = 0; i <= number; i++) {
      byte[] row = row(i, inside.get(i));
      rows.write(2); // PNG predictor Up
      for (int j = 0; j < ROW; j++) {
        rows.write(row[j] - above[j]);
      }
      above = row;
    }
    String data = deflate(rows.toByteArray());
    text(
        number
            + " 0 obj\n<</Type/XRef/Size %d/W[1 4 3]%s/Filter/FlateDecode"
                .formatted(number + 1, trailer)
            + "/DecodeParms<</Predictor 12/Columns 8>>/Length %d>>\nstream\n"
                .formatted(data.length())
            + data
            + "\nendstream\nendobj\n");
    return start;
  }

  private byte[] row(int number, @Nullable Integer packed) {
    byte[] row = new byte[ROW];
    long second = 0;
    if (packed != null) {
      row[0] = 2;
      second = packed & 0xffff;
      row[7] = (byte) (packed >> 16);
    } else if (positions.containsKey(number)) {
      row[0] = 1;
      second = positions.get(number);
    }
    for (int i = 0; i < 4; i++) {
      row[4 - i] = (byte) (second >> (8 * i));
    }
    return row;
  }

  private void table(int size) {
    text("xref\n0 " + size + "\n0000000000 65535 f \n");
    for (int number = 1; number < size; number++) {
      Long position = positions.get(number);
      text(position == null ? "0000000000 65535 f \n" : "%010d 00000 n \n".formatted(position));
    }
  }

  private byte[] end(long start) {
    text("startxref\n" + start + "\n%%EOF\n");
    return out.toByteArray();
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String deflate(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] room = new byte[bytes.length + 100];
    int length = deflater.deflate(room);
    deflater.end();
    return new String(room, 0, length, StandardCharsets.ISO_8859_1);
  }
}
