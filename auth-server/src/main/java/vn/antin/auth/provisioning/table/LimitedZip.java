package vn.antin.auth.provisioning.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an .xlsx in memory. What is inflated of all of them together has an end: a small
 * file cannot become a large one.
 */
final class LimitedZip implements ZipEntrySource {
  private static final int MOST_ENTRIES = 2000;

  private final ZipFile zip;
  private long left;
  private boolean closed;

  LimitedZip(byte[] file, long inflated) throws IOException {
    zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
            .setIgnoreLocalFileHeader(true)
            .get();
    left = inflated;
    if (Collections.list(zip.getEntries()).size() > MOST_ENTRIES) {
      zip.close();
      throw new TooMuch();
    }
  }

  /** More than is read. */
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public Enumeration<? extends ZipArchiveEntry> getEntries() {
    return zip.getEntries();
  }

  @Override
  public @Nullable ZipArchiveEntry getEntry(String path) {
    return zip.getEntry(path);
  }

  @Override
  public InputStream getInputStream(ZipArchiveEntry entry) throws IOException {
    return new FilterInputStream(zip.getInputStream(entry)) {
      @Override
      public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }

  private void count(int read) throws TooMuch {
    left -= read;
    if (left < 0) {
      throw new TooMuch();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    zip.close();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }
}
