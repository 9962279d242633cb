package vn.antin.signing.engine.pades;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.SourceReads;

/** Goes through a document once, in blocks; memory does not follow its size. */
final class SourcePass {

  private static final int BLOCK = 64 * 1024;

  private SourcePass() {}

  /** Updates the digests with the document's bytes. */
  static void hash(DocumentSource document, MessageDigest... digests) {
    try {
      go(document, OutputStream.nullOutputStream(), digests);
    } catch (IOException e) {
      throw new IllegalStateException("Nothing was written", e);
    }
  }

  /**
   * Copies the document and updates the digest.
   *
   * @throws IOException when the output fails; what the source does wrong is an EngineException
   */
  static void copy(DocumentSource document, OutputStream out, MessageDigest digest)
      throws IOException {
    go(document, out, digest);
  }

  private static void go(DocumentSource document, OutputStream out, MessageDigest... digests)
      throws IOException {
    long length = SourceReads.length(document);
    byte[] block = new byte[(int) Math.min(BLOCK, length)];
    for (long at = 0; at < length; ) {
      int count =
          SourceReads.some(
              document, at, ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, length - at)));
      for (MessageDigest digest : digests) {
        digest.update(block, 0, count);
      }
      out.write(block, 0, count);
      at += count;
    }
  }

  /** What the digest says so far; it can go on. */
  static Hash soFar(MessageDigest digest) {
    return new Hash(copy(digest).digest());
  }

  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's digests can be cloned", e);
    }
  }
}
