package vn.antin.signing.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a source in a row, 64 KiB at a time. */
final class SourceStream extends InputStream {

  private final DocumentSource source;
  private final ByteBuffer block = ByteBuffer.allocate(64 * 1024).limit(0);
  private long position;

  SourceStream(DocumentSource source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    return filled() ? block.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!filled()) {
      return -1;
    }
    int taken = Math.min(count, block.remaining());
    block.get(bytes, offset, taken);
    return taken;
  }

  private boolean filled() throws IOException {
    if (block.hasRemaining()) {
      return true;
    }
    block.clear();
    int count = source.read(position, block);
    block.flip();
    if (count <= 0) {
      return false;
    }
    position += count;
    return true;
  }
}
