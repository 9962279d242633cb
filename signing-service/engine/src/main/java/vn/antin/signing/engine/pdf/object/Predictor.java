package vn.antin.signing.engine.pdf.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Predictors of the PNG and TIFF kind (ISO 32000-1 section 7.4.4.4). */
final class Predictor {

  private static final int LARGEST_ROW = 1 << 20;

  private Predictor() {}

  static byte[] undo(PdfDictionary settings, byte[] bytes, @Nullable StoredBytes stored) {
    int predictor = StreamFilters.integer(settings, "Predictor", 1, stored);
    if (predictor < 2) {
      return bytes;
    }
    long colors = Math.clamp(StreamFilters.integer(settings, "Colors", 1, stored), 1, 32);
    long bits = Math.clamp(StreamFilters.integer(settings, "BitsPerComponent", 8, stored), 1, 16);
    long columns = Math.max(1, StreamFilters.integer(settings, "Columns", 1, stored));
    long row = (colors * bits * columns + 7) / 8;
    if (row > LARGEST_ROW) {
      throw BrokenPdf.limit("a predictor's row of " + row + " bytes");
    }
    int pixel = (int) Math.max(1, colors * bits / 8);
    if (predictor == 2) {
      return tiff(bytes, (int) row, pixel, (int) bits);
    }
    return png(bytes, (int) row, pixel);
  }

  private static byte[] tiff(byte[] bytes, int row, int pixel, int bits) {
    if (bits != 8) {
      throw BrokenPdf.unreadable("A TIFF predictor of " + bits + " bits");
    }
    for (int start = 0; start < bytes.length; start += row) {
      int end = Math.min(start + row, bytes.length);
      for (int i = start + pixel; i < end; i++) {
        bytes[i] += bytes[i - pixel];
      }
    }
    return bytes;
  }

  private static byte[] png(byte[] bytes, int row, int pixel) {
    int rows = (bytes.length + row) / (row + 1);
    byte[] out = new byte[rows * row];
    int length = 0;
    for (int r = 0; r < rows; r++) {
      int from = r * (row + 1);
      int count = Math.min(row, bytes.length - from - 1);
      if (count <= 0) {
        break;
      }
      int to = r * row;
      System.arraycopy(bytes, from + 1, out, to, count);
      unfilter(bytes[from], out, to, count, r == 0 ? -1 : to - row, pixel);
      length = to + count;
    }
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  private static void unfilter(byte kind, byte[] out, int to, int count, int above, int pixel) {
    for (int i = 0; i < count; i++) {
      int left = i < pixel ? 0 : out[to + i - pixel] & 0xff;
      int up = above < 0 ? 0 : out[above + i] & 0xff;
      int corner = above < 0 || i < pixel ? 0 : out[above + i - pixel] & 0xff;
      out[to + i] +=
          (byte)
              switch (kind) {
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                case 4 -> paeth(left, up, corner);
                default -> 0;
              };
    }
  }

  private static int paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
