package vn.antin.signing.engine.pdf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.pdf.ObjectStream.Header;
import vn.antin.signing.engine.pdf.XrefEntry.InFile;
import vn.antin.signing.engine.pdf.XrefEntry.InStream;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/**
 * Finds objects by their headers when the cross-reference is broken, as viewers do: of several with
 * one number the last in the file counts. What lies inside a stream is no object.
 */
final class XrefScan {

  private static final int LARGEST_GENERATION = 65_535;

  private final PdfFile file;
  private final SourceBytes bytes;
  private final PdfLimits limits;
  private final long base;
  private final Map<Integer, Found> found = new HashMap<>();
  private final Map<Integer, Long> objectStreams = new LinkedHashMap<>();
  private PdfDictionary trailer = PdfDictionary.EMPTY;
  private @Nullable PdfReference catalog;
  private boolean signed;

  private record Found(long position, XrefEntry entry) {}

  XrefScan(PdfFile file, SourceBytes bytes, long header) {
    this.base = header;
    this.file = file;
    this.bytes = bytes;
    this.limits = file.limits();
  }

  /**
   * Reads the whole file.
   *
   * @throws BrokenPdf when nothing leads to a document, or when a signature is among the objects:
   *     what it covers would be a guess
   */
  Xref run() {
    long at = base;
    while (at < bytes.length()) {
      at = step(at);
    }
    if (signed) {
      throw Xref.damaged(
          "the cross-reference is broken and the file carries a signature, so it is not repaired");
    }
    SortedMap<Integer, XrefEntry> entries = new TreeMap<>();
    found.forEach((number, object) -> entries.put(number, object.entry()));
    file.use(new Xref(List.of(new ScannedSection(trailer, entries)), base, 0));
    openObjectStreams();
    found.forEach((number, object) -> entries.put(number, object.entry()));
    return new Xref(List.of(new ScannedSection(completeTrailer(), entries)), base, 0);
  }

  private PdfDictionary completeTrailer() {
    if (!(file.resolve(trailer.get("Root")) instanceof PdfDictionary) && catalog != null) {
      return trailer.with("Root", catalog);
    }
    return trailer;
  }

  private long step(long at) {
    int c = bytes.at(at);
    if (c == 'o' && bytes.at(at + 1) == 'b' && bytes.at(at + 2) == 'j') {
      return object(at);
    }
    if (c == 't' && new PdfLexer(bytes, at, 0).startsWith("trailer")) {
      return trailer(at);
    }
    return at + 1;
  }

  /** Looks back from the keyword for the two numbers. */
  private long object(long keyword) {
    long at = back(keyword, false);
    long generationAt = back(at, true);
    long gap = back(generationAt, false);
    long numberAt = back(gap, true);
    if (generationAt == at || gap == generationAt || numberAt == gap || at - generationAt > 5) {
      return keyword + 3;
    }
    PdfLexer lexer = new PdfLexer(bytes, numberAt, 0);
    long number = lexer.unsigned();
    long generation = lexer.unsigned();
    if (number <= 0
        || number > limits.objectNumber()
        || numberAt <= base
        || generation > LARGEST_GENERATION) {
      return keyword + 3;
    }
    return keep((int) number, (int) generation, numberAt, keyword + 3);
  }

  private long back(long from, boolean digits) {
    long at = from;
    while (from - at < 12
        && (digits ? PdfLexer.isDigit(bytes.at(at - 1)) : PdfLexer.isSpace(bytes.at(at - 1)))) {
      at--;
    }
    return at;
  }

  private long keep(int number, int generation, long position, long content) {
    IndirectObject object;
    try {
      object = file.parseIndirect(position);
    } catch (BrokenPdf e) {
      if (e.damage() == Damage.LIMIT) {
        throw e;
      }
      return content;
    }
    if (found.size() >= limits.objects() && !found.containsKey(number)) {
      throw BrokenPdf.limit("more than " + limits.objects() + " objects to repair");
    }
    found.put(number, new Found(position, new InFile(position - base, generation)));
    objectStreams.remove(number);
    look(number, generation, position, object.value());
    return Math.max(content, object.end());
  }

  private void look(int number, int generation, long position, PdfObject value) {
    switch (value) {
      case PdfDictionary dictionary -> look(number, generation, dictionary);
      case PdfStream stream when stream.dictionary().isName("Type", "ObjStm") ->
          objectStreams.put(number, position);
      case PdfStream stream when stream.dictionary().isName("Type", "XRef") ->
          take(stream.dictionary());
      default -> {}
    }
  }

  private void look(int number, int generation, PdfDictionary dictionary) {
    if (dictionary.has("ByteRange")) {
      signed = true;
    }
    if (dictionary.isName("Type", "Catalog")) {
      catalog = new PdfReference(number, generation);
    }
  }

  private long trailer(long keyword) {
    PdfParser parser = new PdfParser(bytes, keyword + "trailer".length(), limits);
    if (parser.value() instanceof PdfDictionary dictionary) {
      take(dictionary);
      file.work(parser.lexer().position() - keyword);
    }
    return Math.max(keyword + "trailer".length(), parser.lexer().position());
  }

  /** The last word on each of these counts. */
  private void take(PdfDictionary dictionary) {
    for (String name : List.of("Root", "Info", "ID", "Encrypt")) {
      PdfObject value = dictionary.get(name);
      if (value != null) {
        trailer = trailer.with(name, value);
      }
    }
  }

  private void openObjectStreams() {
    if (trailer.has("Encrypt")) {
      return;
    }
    objectStreams.forEach((stream, position) -> {
      try {
        open(stream, position);
      } catch (BrokenPdf e) {
        if (e.damage() == Damage.LIMIT) {
          throw e;
        } // one that cannot be read holds nothing
      }
    });
  }

  private void open(int stream, long position) {
    ObjectStream content = file.objectStream(stream);
    for (int i = 0; i < content.headers().size(); i++) {
      Header header = content.headers().get(i);
      Found before = found.get(header.number());
      if (header.number() > 0
          && header.number() <= limits.objectNumber()
          && found.size() < limits.objects()
          && (before == null || before.position() < position)) {
        found.put(header.number(), new Found(position, new InStream(stream, i)));
        if (content.value(i, limits) instanceof PdfDictionary dictionary) {
          look(header.number(), 0, dictionary);
        }
      }
    }
  }
}
