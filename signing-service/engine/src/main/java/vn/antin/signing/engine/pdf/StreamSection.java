package vn.antin.signing.engine.pdf;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.pdf.XrefEntry.Free;
import vn.antin.signing.engine.pdf.XrefEntry.InFile;
import vn.antin.signing.engine.pdf.XrefEntry.InStream;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** A cross-reference stream (ISO 32000-1 section 7.5.8), held decoded: a few bytes per object. */
final class StreamSection implements XrefSection {

  private final PdfDictionary trailer;
  private final byte[] data;
  private final int[] widths;
  private final long[] index;

  private StreamSection(PdfDictionary trailer, byte[] data, int[] widths, long[] index) {
    this.trailer = trailer;
    this.data = data;
    this.widths = widths;
    this.index = index;
  }

  static StreamSection read(PdfStream stream, PdfLimits limits) {
    PdfDictionary dictionary = stream.dictionary();
    if (!(dictionary.get("W") instanceof PdfArray(List<PdfObject> fields)) || fields.size() < 3) {
      throw damaged("no field widths");
    }
    int[] widths = new int[3];
    for (int i = 0; i < 3; i++) {
      widths[i] = fields.get(i) instanceof PdfNumber number ? number.intValue() : -1;
      if (widths[i] < 0 || widths[i] > 8) {
        throw damaged("a field of width " + fields.get(i));
      }
    }
    if (widths[1] == 0) {
      throw damaged("no positions");
    }
    return new StreamSection(
        dictionary, stream.decoded(limits.decodedBytes()), widths, index(dictionary));
  }

  private static long[] index(PdfDictionary dictionary) {
    if (!(dictionary.get("Index") instanceof PdfArray(List<PdfObject> pairs))) {
      long size = dictionary.get("Size") instanceof PdfNumber number ? number.longValue() : 0;
      return new long[] {0, Math.clamp(size, 0, Integer.MAX_VALUE)};
    }
    long[] index = new long[pairs.size() / 2 * 2];
    for (int i = 0; i < index.length; i++) {
      index[i] =
          pairs.get(i) instanceof PdfNumber number
              ? Math.clamp(number.longValue(), 0, Integer.MAX_VALUE)
              : 0;
    }
    return index;
  }

  @Override
  public PdfDictionary trailer() {
    return trailer;
  }

  @Override
  public int runs() {
    return index.length / 2;
  }

  @Override
  public @Nullable XrefEntry find(int number) {
    long before = 0;
    for (int i = 0; i < index.length; i += 2) {
      long within = number - index[i];
      if (within >= 0 && within < index[i + 1]) {
        return entry(before + within);
      }
      before += index[i + 1];
    }
    return null;
  }

  private @Nullable XrefEntry entry(long row) {
    long start = row * (widths[0] + widths[1] + widths[2]);
    if (start + widths[0] + widths[1] + widths[2] > data.length) {
      return null;
    }
    int at = (int) start;
    long type = widths[0] == 0 ? 1 : field(at, widths[0]);
    long second = field(at + widths[0], widths[1]);
    long third = field(at + widths[0] + widths[1], widths[2]);
    if (type == 1 && second > 0) {
      return new InFile(second, Math.clamp(third, 0, 65_535));
    }
    if (type == 2 && second > 0 && second < Integer.MAX_VALUE) {
      return new InStream((int) second, Math.clamp(third, 0, Integer.MAX_VALUE));
    }
    return Free.FREE; // also of types to come (section 7.5.8.3)
  }

  private long field(int at, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | (data[at + i] & 0xff);
    }
    return value;
  }

  @Override
  public int size() {
    long size = 0;
    for (int i = 0; i < index.length; i += 2) {
      size = Math.max(size, index[i] + index[i + 1]);
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  private static BrokenPdf damaged(String what) {
    return new BrokenPdf(Damage.CROSS_REFERENCE, "A cross-reference stream has " + what);
  }
}
