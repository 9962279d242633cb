package vn.antin.signing.engine.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import vn.antin.signing.engine.DocumentSource;

/**
 * What an update appends to a file; kilobytes, whatever the size of the file. Immutable.
 *
 * <p>With a signature, /ByteRange is filled and /Contents holds zeros until {@link #with}.
 */
public final class Tail {

  static final int LARGEST_CAPACITY = 4 << 20;

  private final long sourceLength;
  private final byte[] bytes;
  private final int contents;
  private final int capacity;

  /** Takes the array as its own. */
  Tail(long sourceLength, byte[] bytes, int contents, int capacity) {
    this.sourceLength = sourceLength;
    this.bytes = bytes;
    this.contents = contents;
    this.capacity = capacity;
  }

  /**
   * A tail as it was stored.
   *
   * @param contents as {@link #contents()}
   * @param capacity as {@link #capacity()}
   * @throws IllegalArgumentException when the numbers do not fit the bytes
   */
  public static Tail restore(long sourceLength, byte[] bytes, int contents, int capacity) {
    boolean none = contents == 0 && capacity == 0;
    boolean placed =
        contents > 0
            && capacity > 0
            && capacity <= LARGEST_CAPACITY
            && (long) contents + 2L * capacity < bytes.length
            && bytes[contents - 1] == '<'
            && bytes[contents + 2 * capacity] == '>';
    if (sourceLength < 0 || !(none || placed)) {
      throw new IllegalArgumentException("No tail of a PDF");
    }
    return new Tail(sourceLength, bytes.clone(), contents, capacity);
  }

  /** Length of the file that it belongs to, in bytes. */
  public long sourceLength() {
    return sourceLength;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  /** Index in {@link #bytes()} of the first hexadecimal digit of /Contents; 0 without signature. */
  public int contents() {
    return contents;
  }

  /** How many bytes /Contents has room for; 0 without signature. */
  public int capacity() {
    return capacity;
  }

  /** What the signature covers: pairs of position and length in file and tail together. */
  public List<Long> byteRange() {
    long before = sourceLength + contents - 1;
    long after = before + 2L * capacity + 2;
    return List.of(0L, before, after, sourceLength + bytes.length - after);
  }

  /** The part of the tail that the signature covers before its value; the file comes before it. */
  public ByteBuffer signedBefore() {
    return ByteBuffer.wrap(bytes, 0, contents - 1).asReadOnlyBuffer();
  }

  /** The part of the tail that the signature covers after its value. */
  public ByteBuffer signedAfter() {
    int after = contents + 2 * capacity + 1;
    return ByteBuffer.wrap(bytes, after, bytes.length - after).asReadOnlyBuffer();
  }

  /**
   * The tail with the signature's value.
   *
   * @throws IllegalArgumentException when it does not fit
   */
  public byte[] with(byte[] value) {
    if (value.length > capacity) {
      throw new IllegalArgumentException(
          "A value of %d bytes does not fit into %d".formatted(value.length, capacity));
    }
    byte[] filled = bytes.clone();
    byte[] digits = HexFormat.of().formatHex(value).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, filled, contents, digits.length);
    return filled;
  }

  /** File and tail as one document, for a further update before anything is written. */
  public static DocumentSource join(DocumentSource source, byte[] tail) throws IOException {
    long length = source.length();
    byte[] copy = tail.clone();
    return new DocumentSource() {
      @Override
      public long length() {
        return length + copy.length;
      }

      @Override
      public int read(long position, ByteBuffer buffer) throws IOException {
        if (position < length) {
          int room = buffer.limit();
          buffer.limit((int) Math.min(room, buffer.position() + (length - position)));
          try {
            return source.read(position, buffer);
          } finally {
            buffer.limit(room);
          }
        }
        int from = (int) Math.min(position - length, copy.length);
        int count = Math.min(buffer.remaining(), copy.length - from);
        buffer.put(copy, from, count);
        return count == 0 ? -1 : count;
      }
    };
  }

  static byte[] zeros(int capacity) {
    byte[] zeros = new byte[2 * capacity];
    Arrays.fill(zeros, (byte) '0');
    return zeros;
  }
}
