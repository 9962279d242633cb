package vn.antin.signing.engine;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Takes a document as it is written: hashes the source part for the signature and for the record,
 * and keeps the part appended to it. One pass gives both hashes.
 */
final class SourceDigest extends OutputStream {

  private final long sourceLength;
  private final MessageDigest range;
  private final @Nullable MessageDigest separate;
  private final ByteArrayOutputStream appended = new ByteArrayOutputStream(32 * 1024);
  private long position;
  private @Nullable Hash ofSource;

  SourceDigest(long sourceLength, MessageDigest range) {
    this.sourceLength = sourceLength;
    this.range = range;
    this.separate = range.getAlgorithm().equals("SHA-256") ? null : Hash.digest("SHA-256");
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int ofTheSource = (int) Math.min(count, Math.max(0, sourceLength - position));
    if (ofTheSource > 0) {
      range.update(bytes, offset, ofTheSource);
      if (separate != null) {
        separate.update(bytes, offset, ofTheSource);
      }
    }
    position += count;
    if (position >= sourceLength && ofSource == null) {
      ofSource = new Hash(separate != null ? separate.digest() : copy(range).digest());
    }
    appended.write(bytes, offset + ofTheSource, count - ofTheSource);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's digests can be cloned", e);
    }
  }

  byte[] appended() {
    return appended.toByteArray();
  }

  Hash ofSource() {
    if (ofSource == null) {
      throw new IllegalStateException("The document was not written to its end");
    }
    return ofSource;
  }
}
