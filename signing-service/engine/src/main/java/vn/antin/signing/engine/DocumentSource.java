package vn.antin.signing.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A document that can be read from any position and does not change while it is used. Used by one
 * thread at a time. Reads are mostly of 64 KiB at positions that are multiples of it, many in a
 * row.
 */
public interface DocumentSource {

  /** Size in bytes. */
  long length() throws IOException;

  /**
   * Reads bytes from a position into the buffer.
   *
   * @return how many were read, at least 1, or -1 at or after the end
   */
  int read(long position, ByteBuffer buffer) throws IOException;

  /** The document from its beginning; the stream need not be closed. */
  default InputStream stream() {
    return new SourceStream(this);
  }

  static DocumentSource of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new DocumentSource() {
      @Override
      public long length() {
        return copy.length;
      }

      @Override
      public int read(long position, ByteBuffer buffer) {
        if (position >= copy.length) {
          return -1;
        }
        int count = (int) Math.min(buffer.remaining(), copy.length - position);
        buffer.put(copy, (int) position, count);
        return count;
      }
    };
  }

  /** A file; the caller closes the channel. */
  static DocumentSource of(FileChannel file) {
    return new DocumentSource() {
      @Override
      public long length() throws IOException {
        return file.size();
      }

      @Override
      public int read(long position, ByteBuffer buffer) throws IOException {
        return file.read(buffer, position);
      }
    };
  }
}
