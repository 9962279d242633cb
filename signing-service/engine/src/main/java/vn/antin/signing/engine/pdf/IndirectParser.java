package vn.antin.signing.engine.pdf;

import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** Reads an indirect object with its header, and finds where a stream ends. */
final class IndirectParser {

  private final PdfFile file;
  private final SourceBytes bytes;

  IndirectParser(PdfFile file, SourceBytes bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  IndirectObject parse(long position) {
    PdfParser parser = new PdfParser(bytes, position, file.limits());
    PdfLexer lexer = parser.lexer();
    long number = lexer.unsigned();
    long generation = lexer.unsigned();
    if (number < 0 || number > Integer.MAX_VALUE || generation < 0 || !Xref.skipObj(lexer)) {
      throw Xref.damaged("there is no object at " + position);
    }
    PdfObject value = parser.value();
    if (value instanceof PdfDictionary dictionary) {
      lexer.skipSpace();
      if (lexer.startsWith("stream")) {
        return stream((int) number, (int) Math.min(generation, 65_535), dictionary, lexer);
      }
    }
    return new IndirectObject(
        (int) number, (int) Math.min(generation, 65_535), value, lexer.position());
  }

  private IndirectObject stream(
      int number, int generation, PdfDictionary dictionary, PdfLexer lexer) {
    lexer.moveTo(lexer.position() + "stream".length());
    while (lexer.peek() == ' ') {
      lexer.moveTo(lexer.position() + 1);
    }
    if (lexer.peek() == '\r') {
      lexer.moveTo(lexer.position() + 1);
    }
    if (lexer.peek() == '\n') {
      lexer.moveTo(lexer.position() + 1);
    }
    long begin = lexer.position();
    long length =
        file.resolve(dictionary.get("Length")) instanceof PdfNumber given ? given.longValue() : -1;
    if (length < 0 || length > bytes.length() - begin || !endsAt(begin + length)) {
      length = search(begin) - begin;
    }
    PdfStream stream = PdfStream.stored(dictionary, new BytesInFile(file, begin, length));
    return new IndirectObject(number, generation, stream, begin + length);
  }

  private boolean endsAt(long position) {
    PdfLexer lexer = new PdfLexer(bytes, position, 0);
    for (int i = 0; i < 8 && PdfLexer.isSpace(lexer.peek()); i++) {
      lexer.moveTo(lexer.position() + 1);
    }
    return lexer.startsWith("endstream") || lexer.startsWith("endobj");
  }

  /** Where the stream's length is wrong its end is where the keyword is. */
  private long search(long begin) {
    for (long at = begin; at < bytes.length(); at++) {
      if (bytes.at(at) == 'e') {
        PdfLexer lexer = new PdfLexer(bytes, at, 0);
        if (lexer.startsWith("endstream") || lexer.startsWith("endobj")) {
          file.work(at - begin);
          return beforeLineEnd(begin, at);
        }
      }
    }
    file.work(bytes.length() - begin);
    // what is appended later would become part of it
    throw BrokenPdf.unreadable("The stream at " + begin + " has no end");
  }

  private long beforeLineEnd(long begin, long end) {
    long at = end;
    if (at > begin && bytes.at(at - 1) == '\n') {
      at--;
    }
    if (at > begin && bytes.at(at - 1) == '\r') {
      at--;
    }
    return at;
  }
}
