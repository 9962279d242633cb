package vn.antin.signing.document;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;

/**
 * Takes a new document's bytes and seals them chunk by chunk. A chunk is written when the next byte
 * shows that it is not the last. A document of one chunk is written whole when it is kept, by one
 * statement of one transaction. Closing without {@link #keep} takes everything back. Not
 * thread-safe.
 */
public final class DocumentWriter extends OutputStream {
  private static final int FIRST = 64 * 1024;

  private final DocumentRepository repository;
  private final ChunkCipher cipher;
  private final DocumentId id;
  private final DocumentRepository.Arrival arrival;
  private final long limit;
  private final MessageDigest digest = Sha256.digest();
  private byte[] buffer = new byte[FIRST];
  private int filled;
  private int number;
  private long size;
  private @Nullable Sha256 sha256;
  private byte @Nullable [] whole;
  private boolean kept;

  DocumentWriter(
      DocumentRepository repository,
      ChunkCipher cipher,
      DocumentId id,
      DocumentRepository.Arrival arrival,
      long limit) {
    this.repository = repository;
    this.cipher = cipher;
    this.id = id;
    this.arrival = arrival;
    this.limit = limit;
  }

  public DocumentId id() {
    return id;
  }

  @Override
  public void write(int oneByte) {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (size + length > limit) {
      throw Problem.DOCUMENT_TOO_LARGE.because("more than " + limit + " bytes");
    }
    digest.update(bytes, offset, length);
    size += length;
    var from = offset;
    var left = length;
    while (left > 0) {
      if (filled == ChunkCipher.CHUNK) {
        flushChunk(false);
      } else if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.min(2 * filled, ChunkCipher.CHUNK));
      }
      var part = Math.min(left, buffer.length - filled);
      System.arraycopy(bytes, from, buffer, filled, part);
      filled += part;
      from += part;
      left -= part;
    }
  }

  /** Seals the last chunk. Nothing may be written afterwards. */
  public Sha256 complete() {
    if (number == 0) {
      whole = cipher.seal(0, true, buffer, filled);
    } else {
      flushChunk(true);
    }
    var hash = Sha256.of(digest.digest());
    sha256 = hash;
    return hash;
  }

  /** Makes the document visible to its owner; call it after {@link #complete}. */
  public void keep(int pages) {
    var hash = sha256;
    if (hash == null) {
      throw new IllegalStateException("the document was not complete");
    }
    if (whole != null) {
      repository.add(id, arrival, size, hash, pages, whole);
    } else if (!repository.ready(id, size, hash, pages)) {
      throw new IllegalStateException("the document is gone");
    }
    kept = true;
  }

  /** What was written, to look at it before it is kept; after {@link #complete}. */
  public DocumentContent content() {
    return whole == null
        ? new DocumentContent(repository, cipher, id, size, null)
        : new DocumentContent(repository, cipher, id, Arrays.copyOf(buffer, filled));
  }

  public long size() {
    return size;
  }

  @Override
  public void close() {
    if (!kept && number > 0) {
      repository.discard(id);
    }
  }

  private void flushChunk(boolean last) {
    if (number == 0) {
      repository.arrive(id, arrival);
    }
    repository.chunk(id, number, cipher.seal(number, last, buffer, filled));
    number++;
    filled = 0;
  }
}
