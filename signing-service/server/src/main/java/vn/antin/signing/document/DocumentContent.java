package vn.antin.signing.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/**
 * Reads a document's bytes, anywhere or front to back; each chunk is authenticated before a byte of
 * it is given out. Holds at most two chunks in memory. Not thread-safe.
 */
public final class DocumentContent implements DocumentSource {
  private static final int CHUNKS_HELD = 2;

  /** Bytes up to which a document is held whole. */
  static final int SMALL = 256 * 1024;

  private final DocumentRepository repository;
  private final ChunkCipher cipher;
  private final DocumentId id;
  private final long length;
  private final byte @Nullable [] unwritten;
  private byte @Nullable [] first;
  private final Map<Integer, byte[]> held =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
          return size() > CHUNKS_HELD;
        }
      };

  /**
   * Of a stored document.
   *
   * @param first its first chunk, sealed, when it was read already
   */
  DocumentContent(
      DocumentRepository repository,
      ChunkCipher cipher,
      DocumentId id,
      long length,
      byte @Nullable [] first) {
    this.repository = repository;
    this.cipher = cipher;
    this.id = id;
    this.length = length;
    this.unwritten = null;
    this.first = first;
  }

  /** Of a document of one chunk that is not written yet. */
  DocumentContent(
      DocumentRepository repository, ChunkCipher cipher, DocumentId id, byte[] unwritten) {
    this.repository = repository;
    this.cipher = cipher;
    this.id = id;
    this.length = unwritten.length;
    this.unwritten = unwritten;
  }

  @Override
  public long length() {
    return length;
  }

  /**
   * Reads from a position; a chunk that is gone or not authentic, and a database that is away, are
   * the causes of the exception.
   */
  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    if (position >= length) {
      return -1;
    }
    try {
      var chunk = held.computeIfAbsent((int) (position / ChunkCipher.CHUNK), this::open);
      var start = (int) (position % ChunkCipher.CHUNK);
      var part = Math.min(into.remaining(), chunk.length - start);
      into.put(chunk, start, part);
      return part;
    } catch (SigningException | DataAccessException e) {
      throw new IOException("the document cannot be read", e);
    }
  }

  /**
   * Lets go of what is held in memory; reading on is possible. A single small chunk, which will be
   * read again soon, stays.
   */
  public void release() {
    if (length > SMALL) {
      held.clear();
    }
  }

  /** Writes the whole content; stops at the first chunk that is not authentic. */
  public void transferTo(OutputStream out) throws IOException {
    for (var number = 0; number <= lastChunk(); number++) {
      out.write(open(number));
    }
  }

  private byte[] open(int number) {
    if (unwritten != null) {
      return unwritten;
    }
    var sealed = sealed(number);
    var last = number == lastChunk();
    var plain = cipher.open(number, last, sealed);
    var expected = last ? length - (long) number * ChunkCipher.CHUNK : ChunkCipher.CHUNK;
    if (plain.length != expected) {
      throw Problem.DOCUMENT_DAMAGED.because("chunk " + number + " of " + id + " is too short");
    }
    return plain;
  }

  private byte[] sealed(int number) {
    var read = first;
    if (number == 0 && read != null) {
      first = null;
      return read;
    }
    return repository
        .chunk(id, number)
        .orElseThrow(
            () -> Problem.DOCUMENT_DAMAGED.because("chunk " + number + " of " + id + " is gone"));
  }

  private int lastChunk() {
    return length == 0 ? 0 : (int) ((length - 1) / ChunkCipher.CHUNK);
  }
}
