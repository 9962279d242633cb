package vn.antin.signing.engine.pdf;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.SourceReads;

/**
 * The file's bytes by position, with a cache of at most 1 MiB. A source that fails throws {@link
 * EngineException}, so that an outage is never taken for a broken PDF.
 */
final class SourceBytes implements PositionedBytes {

  /** What {@link DocumentSource} serves best. */
  private static final int BLOCK = 64 * 1024;

  private static final int BLOCKS = 16;

  private final DocumentSource source;
  private final long length;
  private final Map<Long, byte[]> cache =
      new LinkedHashMap<>(BLOCKS * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > BLOCKS;
        }
      };
  private long currentStart = -1;
  private byte[] current = new byte[0];

  SourceBytes(DocumentSource source) {
    this.source = source;
    this.length = SourceReads.length(source);
  }

  long length() {
    return length;
  }

  DocumentSource source() {
    return source;
  }

  /** The byte at a position, or -1 before the begin and after the end. */
  @Override
  public int at(long position) {
    long within = position - currentStart;
    if (currentStart >= 0 && within >= 0 && within < current.length) {
      return current[(int) within] & 0xff;
    }
    if (position < 0 || position >= length) {
      return -1;
    }
    load(position);
    return current[(int) (position - currentStart)] & 0xff;
  }

  /** That many bytes from a position; fewer where the file ends. */
  byte[] range(long from, int count) {
    int size = Math.clamp(length - from, 0, count);
    byte[] range = new byte[size];
    for (int done = 0; done < size; ) {
      at(from + done);
      int within = (int) (from + done - currentStart);
      int step = Math.min(size - done, current.length - within);
      System.arraycopy(current, within, range, done, step);
      done += step;
    }
    return range;
  }

  private void load(long position) {
    long number = position / BLOCK;
    byte[] block = cache.get(number);
    if (block == null) {
      long start = number * BLOCK;
      block = SourceReads.all(source, start, (int) Math.min(BLOCK, length - start));
      cache.put(number, block);
    }
    current = block;
    currentStart = number * BLOCK;
  }
}
