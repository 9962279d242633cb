package vn.antin.signing.engine.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import vn.antin.signing.engine.DocumentSource;

/** A part of a source in a row. */
final class Slice extends InputStream {

  private final DocumentSource source;
  private long position;
  private long left;

  Slice(DocumentSource source, long position, long length) {
    this.source = source;
    this.position = position;
    this.left = length;
  }

  static byte[] bytes(DocumentSource source, long position, int length) throws IOException {
    return new Slice(source, position, length).readNBytes(length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int wanted = (int) Math.min(count, left);
    int taken = source.read(position, ByteBuffer.wrap(bytes, offset, wanted));
    if (taken <= 0) {
      throw new EOFException("The source ends at " + position);
    }
    position += taken;
    left -= taken;
    return taken;
  }
}
