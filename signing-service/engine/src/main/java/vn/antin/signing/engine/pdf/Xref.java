package vn.antin.signing.engine.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.pdf.XrefEntry.Free;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfStream;

/**
 * The whole cross-reference: its sections, newest first.
 *
 * @param streams positions of the sections that are streams, hidden ones of hybrid files too
 * @param base where the header begins; positions count from there when something precedes it
 * @param start position of the newest section as /Prev of the next one has to name it
 */
record Xref(List<XrefSection> sections, Set<Long> streams, long base, long start) {

  Xref(List<XrefSection> sections, long base, long start) {
    this(sections, Set.of(), base, start);
  }

  private static final String STARTXREF = "startxref";
  private static final int LOOK_BACK = 2048;

  /** Follows startxref and /Prev. */
  static Xref read(PdfFile file, SourceBytes bytes, long header) {
    long start = startOffset(bytes);
    long base = 0;
    if (!sectionAt(bytes, start, file.limits())) {
      base = header;
      if (header == 0 || !sectionAt(bytes, start + base, file.limits())) {
        throw damaged("startxref leads to no cross-reference");
      }
    } else if (header > 0 && sectionAt(bytes, start + header, file.limits())) {
      // Readers that count from the header would see another document than we do.
      throw BrokenPdf.limit("a cross-reference that can be found in two ways");
    }
    List<XrefSection> sections = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (long at = start; at > 0; at = previous(sections.getLast())) {
      if (!seen.add(at)) {
        throw damaged("/Prev leads in a circle");
      }
      if (sections.size() >= file.limits().sections()) {
        throw BrokenPdf.limit("a cross-reference of more than " + sections.size() + " sections");
      }
      sections.add(section(file, bytes, base, at));
    }
    if (!sections.getFirst().trailer().has("Encrypt")
        && sections.stream().anyMatch(section -> section.trailer().has("Encrypt"))) {
      // Some readers ask the newest trailer alone: they would see another document than we do.
      throw damaged("the trailers disagree about encryption");
    }
    Set<Long> streams = new HashSet<>(seen);
    for (XrefSection section : sections) {
      if (section.trailer().get("XRefStm") instanceof PdfNumber hidden) {
        streams.add(hidden.longValue());
      }
    }
    return new Xref(List.copyOf(sections), Set.copyOf(streams), base, start);
  }

  /** Whether the file has its end, with or without a position to start at. */
  static boolean hasEnd(SourceBytes bytes) {
    for (long at = bytes.length() - 5; at >= bytes.length() - LOOK_BACK && at > 0; at--) {
      PdfLexer lexer = new PdfLexer(bytes, at, 0);
      if (lexer.startsWith(STARTXREF) || lexer.startsWith("%%EOF")) {
        return true;
      }
    }
    return false;
  }

  private static long startOffset(SourceBytes bytes) {
    long from = Math.max(0, bytes.length() - LOOK_BACK);
    for (long at = bytes.length() - STARTXREF.length(); at >= from; at--) {
      PdfLexer lexer = new PdfLexer(bytes, at, 0);
      if (bytes.at(at) == 's' && lexer.startsWith(STARTXREF)) {
        lexer.moveTo(at + STARTXREF.length());
        return lexer.unsigned();
      }
    }
    throw damaged("there is no startxref");
  }

  private static boolean sectionAt(SourceBytes bytes, long position, PdfLimits limits) {
    if (position <= 0 || position >= bytes.length()) {
      return false;
    }
    PdfLexer lexer = new PdfLexer(bytes, position, limits.stringBytes());
    lexer.skipSpace();
    if (lexer.startsWith("xref")) {
      return true;
    }
    long number = lexer.unsigned();
    long generation = lexer.unsigned();
    return number >= 0 && generation >= 0 && skipObj(lexer);
  }

  static boolean skipObj(PdfLexer lexer) {
    lexer.skipSpace();
    if (!lexer.startsWith("obj")) {
      return false;
    }
    lexer.moveTo(lexer.position() + 3);
    return true;
  }

  private static XrefSection section(PdfFile file, SourceBytes bytes, long base, long offset) {
    PdfParser parser = new PdfParser(bytes, base + offset, file.limits());
    PdfLexer lexer = parser.lexer();
    lexer.skipSpace();
    if (!lexer.startsWith("xref")) {
      return stream(file, base + offset);
    }
    lexer.moveTo(lexer.position() + 4);
    ClassicSection classic = ClassicSection.read(bytes, parser, file.limits());
    file.work(lexer.position() - base - offset > 1 << 20 ? 1 << 20 : 1024);
    return classic.trailer().get("XRefStm") instanceof PdfNumber hidden
        ? classic.with(stream(file, base + hidden.longValue()))
        : classic;
  }

  private static StreamSection stream(PdfFile file, long position) {
    if (file.parseIndirect(position).value() instanceof PdfStream stream) {
      return StreamSection.read(stream, file.limits());
    }
    throw damaged("there is no cross-reference at " + position);
  }

  private static long previous(XrefSection section) {
    return section.trailer().get("Prev") instanceof PdfNumber previous ? previous.longValue() : 0;
  }

  /** What finding one object may cost: the runs of numbers that are looked through. */
  long runs() {
    long runs = 0;
    for (XrefSection section : sections) {
      runs += section.runs();
    }
    return runs;
  }

  XrefEntry find(int number) {
    for (XrefSection section : sections) {
      XrefEntry entry = section.find(number);
      if (entry != null) {
        return entry;
      }
    }
    return Free.FREE;
  }

  /** The newest section's trailer, with what older ones add to find the document. */
  PdfDictionary trailer() {
    PdfDictionary trailer = sections.getFirst().trailer();
    for (XrefSection section : sections) {
      for (String name : List.of("Root", "Encrypt", "ID", "Info")) {
        PdfObject value = section.trailer().get(name);
        if (value != null && !trailer.has(name)) {
          trailer = trailer.with(name, value);
        }
      }
    }
    return trailer;
  }

  /** One more than the largest object number. */
  int size() {
    int size = trailer().get("Size") instanceof PdfNumber number ? number.intValue() : 0;
    for (XrefSection section : sections) {
      size = Math.max(size, section.size());
    }
    return size;
  }

  /** Numbers below a limit that are object streams in use or cross-reference streams. */
  Set<Integer> structure(int limit) {
    Set<Integer> found = new HashSet<>();
    for (int number = 1; number < limit; number++) {
      switch (find(number)) {
        case XrefEntry.InStream(int stream, int _) -> found.add(stream);
        case XrefEntry.InFile(long offset, int _) when streams.contains(offset) ->
            found.add(number);
        case XrefEntry.InFile _, Free _ -> {}
      }
    }
    return found;
  }

  /** Whether the newest section is a stream, so that the next one has to be. */
  boolean endsWithStream() {
    return sections.getFirst() instanceof StreamSection;
  }

  @Nullable ScannedSection scanned() {
    return sections.getFirst() instanceof ScannedSection scanned ? scanned : null;
  }

  static BrokenPdf damaged(String what) {
    return new BrokenPdf(Damage.CROSS_REFERENCE, what);
  }
}
