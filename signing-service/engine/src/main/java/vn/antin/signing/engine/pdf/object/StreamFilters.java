package vn.antin.signing.engine.pdf.object;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Undoes the filters of a stream (ISO 32000-1 section 7.4), within a limit. */
final class StreamFilters {

  private StreamFilters() {}

  static byte[] decode(
      PdfDictionary dictionary, byte[] raw, long limit, @Nullable StoredBytes stored) {
    List<PdfObject> filters = list(value(dictionary, "Filter", "F", stored));
    List<PdfObject> parameters = list(value(dictionary, "DecodeParms", "DP", stored));
    if (filters.size() > 8) {
      throw BrokenPdf.limit(filters.size() + " filters");
    }
    byte[] bytes = raw;
    for (int i = 0; i < filters.size(); i++) {
      PdfObject parameter =
          i < parameters.size() ? resolve(parameters.get(i), stored) : PdfNull.NULL;
      PdfDictionary settings =
          parameter instanceof PdfDictionary given ? given : PdfDictionary.EMPTY;
      bytes = undo(resolve(filters.get(i), stored), settings, bytes, limit, stored);
      if (stored != null) {
        stored.work(bytes.length);
      }
    }
    return bytes;
  }

  private static byte[] undo(
      PdfObject filter,
      PdfDictionary settings,
      byte[] bytes,
      long limit,
      @Nullable StoredBytes stored) {
    String name = filter instanceof PdfName(String value) ? value : "";
    return switch (name) {
      case "FlateDecode", "Fl" -> Predictor.undo(settings, inflate(bytes, limit), stored);
      case "LZWDecode", "LZW" ->
          Predictor.undo(
              settings,
              TextFilters.lzw(bytes, limit, integer(settings, "EarlyChange", 1, stored)),
              stored);
      case "ASCIIHexDecode", "AHx" -> TextFilters.hexadecimal(bytes);
      case "ASCII85Decode", "A85" -> TextFilters.ascii85(bytes);
      case "RunLengthDecode", "RL" -> TextFilters.runLength(bytes, limit);
      default -> throw BrokenPdf.unreadable("A stream's filter is " + filter);
    };
  }

  static int integer(
      PdfDictionary settings, String name, int otherwise, @Nullable StoredBytes stored) {
    return resolve(settings.get(name), stored) instanceof PdfNumber number
        ? number.intValue()
        : otherwise;
  }

  private static PdfObject value(
      PdfDictionary dictionary, String name, String inline, @Nullable StoredBytes stored) {
    PdfObject value = dictionary.get(name);
    return resolve(value == null && stored == null ? dictionary.get(inline) : value, stored);
  }

  private static PdfObject resolve(@Nullable PdfObject object, @Nullable StoredBytes stored) {
    if (stored != null) {
      return stored.resolve(object);
    }
    return object == null ? PdfNull.NULL : object;
  }

  private static List<PdfObject> list(PdfObject object) {
    return switch (object) {
      case PdfNull _ -> List.of();
      case PdfArray(List<PdfObject> items) -> items;
      default -> List.of(object);
    };
  }

  /** A stream cut off counts as far as it goes. */
  private static byte[] inflate(byte[] bytes, long limit) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(4 * bytes.length, 1 << 20));
      byte[] block = new byte[Math.clamp(4L * bytes.length, 512, 32 * 1024)];
      while (!inflater.finished()) {
        int count = inflater.inflate(block);
        if (count == 0) {
          break;
        }
        out.write(block, 0, count);
        if (out.size() > limit) {
          throw BrokenPdf.limit("a stream of more than " + limit + " bytes");
        }
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw BrokenPdf.unreadable(
          "A compressed stream of %d bytes is damaged after %d: %s"
              .formatted(bytes.length, inflater.getBytesRead(), e.getMessage()));
    } finally {
      inflater.end();
    }
  }
}
