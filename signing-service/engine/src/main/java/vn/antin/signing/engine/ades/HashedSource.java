package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DigestDocument;
import java.nio.ByteBuffer;
import vn.antin.signing.engine.DocumentSource;

/**
 * Stands for a document of which only the hash is known; reading it gives the hash.
 *
 * @param algorithm JCA name
 */
record HashedSource(String algorithm, ByteBuffer hash) implements DocumentSource {

  @Override
  public long length() {
    return hash.remaining();
  }

  @Override
  public int read(long position, ByteBuffer buffer) {
    if (position >= hash.remaining()) {
      return -1;
    }
    int count = Math.min(buffer.remaining(), hash.remaining() - (int) position);
    buffer.put(hash.slice((int) position, count));
    return count;
  }

  DSSDocument document(String name) {
    byte[] value = new byte[hash.remaining()];
    hash.duplicate().get(value);
    return new DigestDocument(DigestAlgorithm.forJavaName(algorithm), value, name);
  }
}
