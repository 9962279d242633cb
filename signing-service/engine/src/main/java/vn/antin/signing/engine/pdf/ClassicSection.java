package vn.antin.signing.engine.pdf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.pdf.XrefEntry.Free;
import vn.antin.signing.engine.pdf.XrefEntry.InFile;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;

/**
 * A cross-reference table (ISO 32000-1 section 7.5.4). Its lines have 20 bytes each, so one is read
 * when it is asked for; a table whose lines have another length is read through.
 *
 * @param hidden the cross-reference stream of a hybrid file (section 7.5.8.4)
 */
record ClassicSection(
    SourceBytes bytes,
    List<Subsection> subsections,
    PdfDictionary trailer,
    @Nullable StreamSection hidden)
    implements XrefSection {

  private static final int LINE = 20;

  /** Lines from a position, or their entries where the lines are irregular. */
  record Subsection(long first, long count, long position, @Nullable List<XrefEntry> entries) {}

  /** Reads the table whose keyword is behind the parser's position, and its trailer. */
  static ClassicSection read(SourceBytes bytes, PdfParser parser, PdfLimits limits) {
    PdfLexer lexer = parser.lexer();
    List<Subsection> subsections = new ArrayList<>();
    long first = lexer.unsigned();
    while (first >= 0) {
      long count = lexer.unsigned();
      if (count < 0 || subsections.size() > limits.objects()) {
        throw damaged("a subsection without a count");
      }
      lexer.skipSpace();
      if (count > 0) {
        subsections.add(subsection(bytes, lexer, first, count, limits));
      }
      first = lexer.unsigned();
    }
    lexer.skipSpace();
    if (!lexer.startsWith("trailer")) {
      throw damaged("a table without trailer");
    }
    lexer.moveTo(lexer.position() + "trailer".length());
    if (parser.value() instanceof PdfDictionary trailer) {
      return new ClassicSection(bytes, List.copyOf(subsections), trailer, null);
    }
    throw damaged("a trailer that is no dictionary");
  }

  ClassicSection with(StreamSection hiddenObjects) {
    return new ClassicSection(bytes, subsections, trailer, hiddenObjects);
  }

  private static Subsection subsection(
      SourceBytes bytes, PdfLexer lexer, long first, long count, PdfLimits limits) {
    long start = lexer.position();
    long end = start + LINE * count;
    if (end < bytes.length() && line(bytes, start) != null && line(bytes, end - LINE) != null) {
      lexer.moveTo(end);
      lexer.skipSpace();
      if (PdfLexer.isDigit(lexer.peek()) || lexer.peek() == 't') {
        lexer.moveTo(end);
        return new Subsection(first, count, start, null);
      }
    }
    lexer.moveTo(start);
    return new Subsection(first, count, start, irregular(lexer, count, limits));
  }

  private static List<XrefEntry> irregular(PdfLexer lexer, long count, PdfLimits limits) {
    if (count > limits.objects()) {
      throw damaged("a table of " + count + " lines");
    }
    List<XrefEntry> entries = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long offset = lexer.unsigned();
      long generation = lexer.unsigned();
      lexer.skipSpace();
      int kind = lexer.peek();
      if (offset < 0 || generation < 0 || (kind != 'n' && kind != 'f')) {
        throw damaged("a line that cannot be read");
      }
      lexer.moveTo(lexer.position() + 1);
      entries.add(entry(offset, generation, kind));
    }
    return entries;
  }

  @Override
  public int runs() {
    return subsections.size() + (hidden == null ? 0 : hidden.runs());
  }

  @Override
  public @Nullable XrefEntry find(int number) {
    XrefEntry listed = listed(number);
    if (hidden != null && !(listed instanceof InFile)) {
      XrefEntry further = hidden.find(number);
      return further == null ? listed : further;
    }
    return listed;
  }

  private @Nullable XrefEntry listed(int number) {
    for (Subsection part : subsections) {
      long index = number - part.first();
      if (index >= 0 && index < part.count()) {
        XrefEntry entry =
            part.entries() != null
                ? part.entries().get((int) index)
                : line(bytes, part.position() + LINE * index);
        if (entry == null) {
          throw damaged("a line that cannot be read, for object " + number);
        }
        return entry;
      }
    }
    return null;
  }

  private static @Nullable XrefEntry line(SourceBytes bytes, long position) {
    long offset = digits(bytes, position, 10);
    long generation = digits(bytes, position + 11, 5);
    int kind = bytes.at(position + 17);
    if (offset < 0
        || generation < 0
        || bytes.at(position + 10) != ' '
        || bytes.at(position + 16) != ' '
        || (kind != 'n' && kind != 'f')
        || !PdfLexer.isSpace(bytes.at(position + 18))
        || !PdfLexer.isSpace(bytes.at(position + 19))) {
      return null;
    }
    return entry(offset, generation, kind);
  }

  private static XrefEntry entry(long offset, long generation, int kind) {
    // position 0 is the header's: some writers give it to objects that do not exist
    return kind == 'f' || offset == 0
        ? Free.FREE
        : new InFile(offset, (int) Math.min(generation, 65_535));
  }

  private static long digits(SourceBytes bytes, long position, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      int c = bytes.at(position + i);
      if (!PdfLexer.isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  @Override
  public int size() {
    long size = hidden == null ? 0 : hidden.size();
    for (Subsection part : subsections) {
      size = Math.max(size, part.first() + part.count());
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  private static BrokenPdf damaged(String what) {
    return new BrokenPdf(Damage.CROSS_REFERENCE, "The cross-reference has " + what);
  }
}
