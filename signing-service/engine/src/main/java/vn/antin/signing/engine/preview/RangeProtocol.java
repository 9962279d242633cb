package vn.antin.signing.engine.preview;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import vn.antin.signing.engine.DocumentSource;

/**
 * The child's half of the talk: first it is told the length, then it asks for ranges, at last it
 * hands over the picture. Numbers are big-endian.
 */
final class RangeProtocol implements DocumentSource {

  static final byte READ = 'R';
  static final byte PICTURE = 'P';

  private final DataInputStream in;
  private final DataOutputStream out;
  private final long length;

  RangeProtocol(DataInputStream in, DataOutputStream out) throws IOException {
    this.in = in;
    this.out = out;
    this.length = in.readLong();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read(long position, ByteBuffer buffer) throws IOException {
    if (position >= length) {
      return -1;
    }
    int count = (int) Math.min(buffer.remaining(), length - position);
    out.writeByte(READ);
    out.writeLong(position);
    out.writeInt(count);
    out.flush();
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    buffer.put(bytes);
    return count;
  }

  void hand(byte[] picture) throws IOException {
    out.writeByte(PICTURE);
    out.writeInt(picture.length);
    out.write(picture);
    out.flush();
  }
}
