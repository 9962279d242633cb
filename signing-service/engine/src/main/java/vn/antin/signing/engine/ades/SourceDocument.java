package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeType;
import eu.europa.esig.dss.model.CommonDocument;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DigestDocument;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;

/** A source as DSS reads documents: as often as it likes, from the beginning. */
final class SourceDocument extends CommonDocument {

  private static final long serialVersionUID = 1L;

  private final transient DocumentSource source;

  SourceDocument(NamedDocument document) {
    this.source = document.source();
    this.name = document.name();
    this.mimeType = MimeType.fromFileName(document.name());
  }

  DocumentSource source() {
    return source;
  }

  /**
   * Its hashes alone, for DSS to sign what it need not hold.
   *
   * @param lasting whether time-stamps follow, which use other hashes
   */
  DSSDocument onlyHashed(DigestAlgorithm algorithm, boolean lasting) {
    DigestDocument hashed =
        new DigestDocument(algorithm, getDigestValue(algorithm), getName(), getMimeType());
    if (lasting) {
      hashed.addDigest(DigestAlgorithm.SHA256, getDigestValue(DigestAlgorithm.SHA256));
      hashed.addDigest(DigestAlgorithm.SHA512, getDigestValue(DigestAlgorithm.SHA512));
    }
    return hashed;
  }

  @Override
  public InputStream openStream() {
    return new Reading(source.stream());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** DSS takes a failing stream for a faulty document; it is an outage. */
  private static final class Reading extends FilterInputStream {

    Reading(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
      try {
        return super.read(bytes, offset, count);
      } catch (IOException e) {
        throw EngineException.unreadable(e);
      }
    }
  }
}
