package vn.antin.signing.engine.appearance.content;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.IntUnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture with transparency and its width on paper. Decoded once, kept compressed as a PDF keeps
 * it, drawn as often as wanted. Immutable and thread-safe.
 */
public final class Picture implements Content {

  /** 4 million pixels are a seal of 40 mm at 1,200 dots per inch. */
  static final int MOST_PIXELS = 4_000_000;

  private static final int OPAQUE = 255;

  /** With less ink than this a pixel is left out where PDF/A-1 knows only all or nothing. */
  private static final int HARD_EDGE = 96;

  private final int columns;
  private final int rows;
  private final Millimetres width;
  private final byte[] colours;
  private final byte[] opacity;
  private final boolean transparent;

  private Picture(BufferedImage image, Millimetres width) {
    this.columns = image.getWidth();
    this.rows = image.getHeight();
    this.width = width;
    int ink = averageInk(image);
    int[] argb = new int[columns];
    this.colours =
        deflate(
            columns * 3,
            (y, row) -> {
              image.getRGB(0, y, columns, 1, argb, 0, columns);
              for (int x = 0; x < columns; x++) {
                int pixel = argb[x] >>> 24 == 0 ? ink : argb[x];
                row[3 * x] = (byte) (pixel >> 16);
                row[3 * x + 1] = (byte) (pixel >> 8);
                row[3 * x + 2] = (byte) pixel;
              }
            });
    int[] least = {OPAQUE};
    this.opacity =
        deflate(
            columns,
            (y, row) -> {
              image.getRGB(0, y, columns, 1, argb, 0, columns);
              for (int x = 0; x < columns; x++) {
                row[x] = (byte) (argb[x] >>> 24);
                least[0] = Math.min(least[0], argb[x] >>> 24);
              }
            });
    this.transparent = least[0] < OPAQUE;
  }

  /**
   * Reads a PNG. Its size is checked before anything is decoded: 8 MiB, 4 million pixels.
   *
   * @param width on paper; the height follows from the proportions
   */
  public static PictureReading png(byte[] png, Millimetres width) {
    if (width.value() <= 0) {
      throw new IllegalArgumentException("A picture has a width");
    }
    try {
      PngChunks chunks = PngChunks.of(png);
      long pixels = (long) chunks.width() * chunks.height();
      if (chunks.width() <= 0 || chunks.height() <= 0) {
        return new PictureReading.Unreadable(PictureReading.Reason.DAMAGED, "It has no pixels");
      }
      if (pixels > MOST_PIXELS) {
        return new PictureReading.Unreadable(
            PictureReading.Reason.TOO_LARGE,
            "%d × %d pixels".formatted(chunks.width(), chunks.height()));
      }
      return new PictureReading.Read(new Picture(decode(chunks.essential()), width));
    } catch (PngChunks.Unusable e) {
      return new PictureReading.Unreadable(e.reason(), String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return new PictureReading.Unreadable(
          PictureReading.Reason.DAMAGED, String.valueOf(e.getMessage()));
    }
  }

  private static BufferedImage decode(byte[] png) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(in, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  /**
   * The colour that invisible pixels get: viewers that shrink colours and opacity apart from each
   * other would otherwise draw a fringe.
   */
  private static int averageInk(BufferedImage image) {
    long weight = 0;
    long[] sums = new long[3];
    int[] argb = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
      for (int pixel : argb) {
        int alpha = pixel >>> 24;
        weight += alpha;
        sums[0] += (long) alpha * (pixel >> 16 & 0xff);
        sums[1] += (long) alpha * (pixel >> 8 & 0xff);
        sums[2] += (long) alpha * (pixel & 0xff);
      }
    }
    if (weight == 0) {
      return 0xffffff;
    }
    return (int) (sums[0] / weight) << 16
        | (int) (sums[1] / weight) << 8
        | (int) (sums[2] / weight);
  }

  public Millimetres width() {
    return width;
  }

  public Millimetres height() {
    return new Millimetres(width.value() * rows / columns);
  }

  /** The same picture at another width on paper. */
  public Picture resized(Millimetres newWidth) {
    return new Picture(this, newWidth);
  }

  private Picture(Picture other, Millimetres width) {
    this.columns = other.columns;
    this.rows = other.rows;
    this.width = width;
    this.colours = other.colours;
    this.opacity = other.opacity;
    this.transparent = other.transparent;
  }

  /** Whether it shows the same pixels, whatever its size on paper. */
  boolean sameAs(Picture other) {
    return Arrays.equals(colours, other.colours) && Arrays.equals(opacity, other.opacity);
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  boolean transparent() {
    return transparent;
  }

  /** RGB, 8 bits each, zlib-compressed. Shared: not to be changed. */
  byte[] colours() {
    return colours;
  }

  /** 8 bits, 255 is opaque, zlib-compressed. Shared: not to be changed. */
  byte[] opacity() {
    return opacity;
  }

  /** RGB on white, zlib-compressed, to be drawn through {@link #stencil}. */
  byte[] coloursOnWhite() {
    byte[] rgb = inflate(colours, 3 * columns * rows);
    byte[] alpha = inflate(opacity, columns * rows);
    return deflate(
        columns * 3,
        (y, row) -> {
          for (int i = 0; i < row.length; i++) {
            int a = alpha[y * columns + i / 3] & 0xff;
            int c = rgb[y * row.length + i] & 0xff;
            row[i] = (byte) ((c * a + OPAQUE * (OPAQUE - a)) / OPAQUE);
          }
        });
  }

  /** One bit per pixel, 1 where nothing is to be painted, zlib-compressed. */
  byte[] stencil() {
    byte[] alpha = inflate(opacity, columns * rows);
    IntUnaryOperator masked = at -> (alpha[at] & 0xff) < HARD_EDGE ? 1 : 0;
    return deflate(
        (columns + 7) / 8,
        (y, row) -> {
          for (int x = 0; x < columns; x++) {
            row[x / 8] |= (byte) (masked.applyAsInt(y * columns + x) << (7 - x % 8));
          }
        });
  }

  private interface Row {
    void fill(int y, byte[] row);
  }

  private byte[] deflate(int rowLength, Row source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    try (DeflaterOutputStream compressed = new DeflaterOutputStream(out, deflater)) {
      for (int y = 0; y < rows; y++) {
        byte[] row = new byte[rowLength];
        source.fill(y, row);
        compressed.write(row);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be written", e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  private static byte[] inflate(byte[] compressed, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      byte[] bytes = new byte[length];
      int at = 0;
      while (at < length) {
        int count = inflater.inflate(bytes, at, length - at);
        if (count == 0) {
          throw new IllegalStateException("The picture ends early");
        }
        at += count;
      }
      return bytes;
    } catch (java.util.zip.DataFormatException e) {
      throw new IllegalStateException("The picture was compressed here", e);
    } finally {
      inflater.end();
    }
  }
}
