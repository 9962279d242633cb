package vn.antin.signing.engine.issuance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.EngineException.Fault;
import vn.antin.signing.engine.SourceReads;
import vn.antin.signing.engine.pdf.Tail;

/** Writes a document and its update, a block at a time. */
final class Revision {

  private static final int BLOCK = 64 * 1024;

  private Revision() {}

  /** The length of what was written. */
  static long write(DocumentSource source, Tail tail, OutputStream out) {
    byte[] block = new byte[BLOCK];
    long length = tail.sourceLength();
    for (long at = 0; at < length; ) {
      int count =
          SourceReads.some(
              source, at, ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, length - at)));
      write(out, block, count);
      at += count;
    }
    write(out, tail.bytes(), tail.length());
    return length + tail.length();
  }

  private static void write(OutputStream out, byte[] bytes, int count) {
    try {
      out.write(bytes, 0, count);
    } catch (IOException e) {
      throw new EngineException(Fault.OUTPUT_FAILED, "The document cannot be written", e);
    }
  }
}
