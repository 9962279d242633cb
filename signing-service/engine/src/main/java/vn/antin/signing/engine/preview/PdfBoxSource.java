package vn.antin.signing.engine.preview;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.SourceReads;

/**
 * A document source in the form PDFBox reads, with a cache of 2 MiB. A source that fails throws
 * {@link EngineException}, so that an outage is never taken for a broken PDF.
 */
final class PdfBoxSource implements RandomAccessRead {

  private static final int BLOCK = 64 * 1024;
  private static final int BLOCKS = 32;

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
  private long position;
  private long currentNumber = -1;
  private byte @Nullable [] current;
  private boolean closed;

  PdfBoxSource(DocumentSource source) {
    this.source = source;
    this.length = SourceReads.length(source);
  }

  @Override
  public int read() throws IOException {
    if (position >= length) {
      return -1;
    }
    return block()[(int) (position++ % BLOCK)] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (position >= length) {
      return -1;
    }
    byte[] block = block();
    int from = (int) (position % BLOCK);
    int read = Math.min(count, block.length - from);
    System.arraycopy(block, from, into, offset, read);
    position += read;
    return read;
  }

  private byte[] block() {
    long number = position / BLOCK;
    byte[] block = current;
    if (block == null || number != currentNumber) {
      block = cache.computeIfAbsent(number, this::load);
      current = block;
      currentNumber = number;
    }
    return block;
  }

  private byte[] load(long number) {
    long start = number * BLOCK;
    return SourceReads.all(source, start, (int) Math.min(BLOCK, length - start));
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public void seek(long to) throws IOException {
    if (to < 0) {
      throw new IOException("Invalid position " + to);
    }
    position = Math.min(to, length);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isEOF() {
    return position >= length;
  }

  @Override
  public RandomAccessReadView createView(long start, long viewLength) {
    return new RandomAccessReadView(this, start, viewLength);
  }

  @Override
  public void close() {
    closed = true;
    cache.clear();
    current = null;
  }
}
