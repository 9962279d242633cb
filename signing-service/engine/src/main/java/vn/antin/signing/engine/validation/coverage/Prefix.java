package vn.antin.signing.engine.validation.coverage;

import java.nio.ByteBuffer;
import vn.antin.signing.engine.DocumentSource;

/**
 * The first bytes of a file in memory, not copied: the file as it was when something ended there.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are too many to copy
public record Prefix(byte[] file, int end) implements DocumentSource {

  @Override
  public long length() {
    return end;
  }

  @Override
  public int read(long position, ByteBuffer buffer) {
    if (position >= end) {
      return -1;
    }
    int count = (int) Math.min(buffer.remaining(), end - position);
    buffer.put(file, (int) position, count);
    return count;
  }
}
