package vn.antin.signing.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reading a source that has to work: whatever is wrong with it, a document shorter than its length
 * too, is an {@link EngineException} with SOURCE_UNREADABLE, so that an outage is never taken for a
 * broken document.
 */
public final class SourceReads {

  private SourceReads() {}

  public static long length(DocumentSource source) {
    try {
      return source.length();
    } catch (IOException e) {
      throw EngineException.unreadable(e);
    }
  }

  /** Reads at least one byte; returns how many. */
  public static int some(DocumentSource source, long position, ByteBuffer into) {
    try {
      int count = source.read(position, into);
      if (count <= 0) {
        throw new IOException("The document ends before its length, at " + position);
      }
      return count;
    } catch (IOException e) {
      throw EngineException.unreadable(e);
    }
  }

  /** That many bytes from a position. */
  public static byte[] all(DocumentSource source, long position, int count) {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      some(source, position + buffer.position(), buffer);
    }
    return buffer.array();
  }
}
