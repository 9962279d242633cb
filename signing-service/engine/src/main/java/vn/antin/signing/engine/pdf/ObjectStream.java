package vn.antin.signing.engine.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** An object stream, decoded (ISO 32000-1 section 7.5.7). */
final class ObjectStream {

  private final byte[] content;
  private final List<Header> headers;
  private final Map<Integer, Integer> places = new HashMap<>();

  /** Where an object begins in the content. */
  record Header(int number, int offset) {}

  private ObjectStream(byte[] content, List<Header> headers) {
    this.content = content;
    this.headers = headers;
    for (int i = 0; i < headers.size(); i++) {
      places.putIfAbsent(headers.get(i).number(), i);
    }
  }

  static ObjectStream read(PdfFile file, PdfStream stream) {
    PdfLimits limits = file.limits();
    byte[] content = stream.decoded(limits.decodedBytes());
    int count = integer(file, stream, "N");
    int first = integer(file, stream, "First");
    if (count > limits.objects()) {
      throw BrokenPdf.limit("an object stream of " + count + " objects");
    }
    PdfLexer lexer = new PdfLexer(PositionedBytes.of(content), 0, 0);
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long number = lexer.unsigned();
      long offset = lexer.unsigned();
      if (number < 0 || offset < 0 || first + offset > content.length) {
        break;
      }
      headers.add(
          new Header((int) Math.min(number, Integer.MAX_VALUE), (int) Math.max(0, first + offset)));
    }
    return new ObjectStream(content, List.copyOf(headers));
  }

  private static int integer(PdfFile file, PdfStream stream, String name) {
    return file.resolve(stream.dictionary().get(name)) instanceof PdfNumber number
        ? number.intValue()
        : 0;
  }

  List<Header> headers() {
    return headers;
  }

  int size() {
    return content.length;
  }

  /** The object of that number, looked for at the index first; null object where there is none. */
  PdfObject find(int number, int index, PdfLimits limits) {
    if (index < headers.size() && headers.get(index).number() == number) {
      return value(index, limits);
    }
    Integer place = places.get(number);
    return place == null ? PdfNull.NULL : value(place, limits);
  }

  /** Streams cannot be in a stream, so a value is all there is. */
  PdfObject value(int index, PdfLimits limits) {
    PdfParser parser =
        new PdfParser(PositionedBytes.of(content), headers.get(index).offset(), limits);
    return parser.value();
  }
}
