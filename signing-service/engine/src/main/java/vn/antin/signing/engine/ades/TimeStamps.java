package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import vn.antin.signing.engine.timestamp.TimeStampException;
import vn.antin.signing.engine.timestamp.TimeStampSource;

/** Our time-stamps as DSS asks for them. */
final class TimeStamps implements TSPSource {

  private static final long serialVersionUID = 1L;

  private final transient TimeStampSource source;
  private final transient Findings findings;

  TimeStamps(TimeStampSource source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  @Override
  public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
    try {
      return new TimestampBinary(source.stamp(digest, algorithm.getJavaName()).encoded());
    } catch (TimeStampException e) {
      findings.timeStampFailed();
      throw e;
    }
  }
}
