package vn.antin.signing.engine.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.pdf.PdfUpdate.Changed;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Lays out an update's objects, cross-reference and trailer. */
final class TailWriter {

  /** Room for three numbers of ten digits after the 0, as a table's positions have. */
  private static final int RANGE_DIGITS = 3 * 11 + 1;

  private static final int ID_BYTES = 16;

  private final PdfFile file;
  private final NavigableMap<Integer, Changed> changes;
  private final Map<PdfReference, Integer> signatures;
  private final long start;
  private final int size;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
  private final PdfSyntax syntax = new PdfSyntax(out);
  private final NavigableMap<Integer, XrefEntry> entries = new TreeMap<>();
  private int range;
  private int contents;
  private int capacity;

  TailWriter(
      PdfFile file,
      NavigableMap<Integer, Changed> changes,
      Map<PdfReference, Integer> signatures,
      int size) {
    this.file = file;
    this.changes = changes;
    this.signatures = signatures;
    this.start = file.length();
    this.size = size;
  }

  Tail write() {
    int last = file.bytes().at(start - 1);
    if (last != '\n' && last != '\r') {
      out.write('\n');
    }
    changes.forEach(this::object);
    Xref xref = file.xref();
    ScannedSection scanned = xref.scanned();
    if (scanned != null) {
      scanned.entries().forEach(entries::putIfAbsent);
    }
    boolean asStream = scanned != null ? scanned.compressed() : xref.endsWithStream();
    PdfDictionary trailer = trailer(scanned == null ? xref.start() : 0);
    long at = asStream ? stream(trailer) : table(trailer, scanned != null);
    syntax.text("startxref\n").text(Long.toString(at)).text("\n%%EOF\n");
    byte[] bytes = out.toByteArray();
    fillRange(bytes);
    return new Tail(start, bytes, contents, capacity);
  }

  private long position() {
    return start + out.size() - file.xref().base();
  }

  private void object(int number, Changed changed) {
    entries.put(number, new XrefEntry.InFile(position(), changed.generation()));
    syntax.text(number + " " + changed.generation() + " obj\n");
    Integer room = signatures.get(new PdfReference(number, changed.generation()));
    PdfObject value = sealed(changed.value(), number, changed.generation());
    if (room != null && value instanceof PdfDictionary dictionary) {
      signature(dictionary, room);
    } else {
      syntax.write(value);
    }
    syntax.text("\nendobj\n");
  }

  /** As the file's encryption wants it. */
  private PdfObject sealed(PdfObject value, int number, int generation) {
    EncryptedFile encryption = file.encryption();
    return encryption == null ? value : encryption.encrypt(value, number, generation);
  }

  private void signature(PdfDictionary dictionary, int room) {
    syntax.text("<<");
    for (String name : dictionary.names()) {
      if (!name.equals("ByteRange") && !name.equals("Contents")) {
        syntax.entry(name, dictionary.get(name));
      }
    }
    syntax.text("/ByteRange [0 ");
    range = out.size();
    syntax.text(" ".repeat(RANGE_DIGITS)).text("]/Contents <");
    contents = out.size();
    capacity = room;
    byte[] zeros = Tail.zeros(room);
    out.write(zeros, 0, zeros.length);
    syntax.text(">>>");
  }

  private void fillRange(byte[] bytes) {
    if (capacity == 0) {
      return;
    }
    List<Long> numbers = new Tail(start, bytes, contents, capacity).byteRange();
    byte[] text =
        "%d %d %d"
            .formatted(numbers.get(1), numbers.get(2), numbers.get(3))
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, bytes, range, text.length);
  }

  private PdfDictionary trailer(long previous) {
    PdfDictionary old = file.trailer();
    PdfDictionary trailer = PdfDictionary.EMPTY.with("Size", PdfNumber.of(size));
    for (String name : List.of("Root", "Info", "Encrypt")) {
      PdfObject value = old.get(name);
      if (value != null && (file.encryption() != null || !name.equals("Encrypt"))) {
        trailer = trailer.with(name, value);
      }
    }
    if (file.encryption() == null || old.has("ID")) { // a key may depend on there being none
      trailer = trailer.with("ID", identifier(old.get("ID")));
    }
    return previous > 0 ? trailer.with("Prev", PdfNumber.of(previous)) : trailer;
  }

  /** The first part names the document and stays, the second this state of it (section 14.4). */
  private PdfArray identifier(@Nullable PdfObject old) {
    MessageDigest digest = Hash.digest("SHA-256");
    List<PdfObject> parts = file.array(old);
    for (PdfObject part : parts) {
      if (file.resolve(part) instanceof PdfString string) {
        digest.update(string.bytes());
      }
    }
    digest.update(Long.toString(start).getBytes(StandardCharsets.US_ASCII));
    byte[] objects = out.toByteArray();
    digest.update(objects, 0, capacity == 0 ? objects.length : contents);
    int after = contents + 2 * capacity;
    digest.update(objects, after, capacity == 0 ? 0 : objects.length - after);
    PdfString state = PdfString.of(Arrays.copyOf(digest.digest(), ID_BYTES));
    boolean named = !parts.isEmpty() && file.resolve(parts.getFirst()) instanceof PdfString;
    return PdfArray.of(
        named && file.resolve(parts.getFirst()) instanceof PdfString first
            ? PdfString.of(first.bytes())
            : state,
        state);
  }

  private long table(PdfDictionary trailer, boolean complete) {
    if (start + out.size() > 9_999_999_999L) {
      throw BrokenPdf.limit("a file of " + start + " bytes with a cross-reference table");
    }
    if (complete) {
      fillGaps();
    }
    long at = position();
    syntax.text("xref\n");
    int from = -1;
    int count = 0;
    for (int number : entries.keySet()) {
      if (from >= 0 && number != from + count) {
        subsection(from, count);
        from = -1;
      }
      if (from < 0) {
        from = number;
        count = 0;
      }
      count++;
    }
    if (from >= 0) {
      subsection(from, count);
    }
    syntax.text("trailer\n").write(trailer).text("\n");
    return at;
  }

  /** The first section of a file is without gaps (section 7.5.4), unless numbers lie far apart. */
  private void fillGaps() {
    entries.put(0, XrefEntry.Free.FREE);
    if (entries.lastKey() < 4 * entries.size() + 10_000) {
      for (int number = 1; number < entries.lastKey(); number++) {
        entries.putIfAbsent(number, XrefEntry.Free.FREE);
      }
    }
  }

  private void subsection(int from, int count) {
    syntax.text(from + " " + count + "\n");
    for (int number = from; number < from + count; number++) {
      if (entries.get(number) instanceof XrefEntry.InFile(long offset, int generation)) {
        syntax.text(digits(offset, 10) + " " + digits(generation, 5) + " n \n");
      } else {
        syntax.text("0000000000 65535 f \n");
      }
    }
  }

  private static String digits(long value, int count) {
    String digits = Long.toString(value);
    return "0".repeat(count - digits.length()) + digits;
  }

  private long stream(PdfDictionary trailer) {
    long at = position();
    entries.put(size, new XrefEntry.InFile(at, 0));
    if (file.xref().scanned() != null) {
      entries.put(0, XrefEntry.Free.FREE);
    }
    int width = Math.max(4, (71 - Long.numberOfLeadingZeros(at)) / 8);
    ByteArrayOutputStream rows = new ByteArrayOutputStream(entries.size() * (width + 5));
    List<PdfObject> index = new ArrayList<>();
    int from = -1;
    int next = -1;
    for (Map.Entry<Integer, XrefEntry> entry : entries.entrySet()) {
      int number = entry.getKey();
      if (number != next) {
        if (from >= 0) {
          index.add(PdfNumber.of(next - from));
        }
        index.add(PdfNumber.of(number));
        from = number;
      }
      next = number + 1;
      row(rows, entry.getValue(), width);
    }
    index.add(PdfNumber.of(next - from));
    PdfDictionary dictionary = PdfDictionary.ofType("XRef");
    for (String name : trailer.names()) {
      dictionary = dictionary.with(name, Objects.requireNonNull(trailer.get(name)));
    }
    dictionary =
        dictionary
            .with("Size", PdfNumber.of(size + 1L))
            .with("W", PdfArray.of(PdfNumber.of(1), PdfNumber.of(width), PdfNumber.of(4)))
            .with("Index", new PdfArray(index));
    byte[] data = rows.toByteArray();
    PdfStream stream =
        data.length > 1024 ? PdfStream.deflated(dictionary, data) : PdfStream.of(dictionary, data);
    syntax.text(size + " 0 obj\n").write(stream).text("\nendobj\n");
    return at;
  }

  private static void row(ByteArrayOutputStream rows, XrefEntry entry, int width) {
    switch (entry) {
      case XrefEntry.Free _ -> row(rows, 0, 0, 65_535, width);
      case XrefEntry.InFile(long offset, int generation) -> row(rows, 1, offset, generation, width);
      case XrefEntry.InStream(int stream, int index) -> row(rows, 2, stream, index, width);
    }
  }

  private static void row(
      ByteArrayOutputStream rows, int type, long second, long third, int width) {
    rows.write(type);
    for (int i = width - 1; i >= 0; i--) {
      rows.write((int) (second >> (8 * i)));
    }
    for (int i = 3; i >= 0; i--) {
      rows.write((int) (third >> (8 * i)));
    }
  }
}
