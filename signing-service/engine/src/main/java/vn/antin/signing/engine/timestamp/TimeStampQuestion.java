package vn.antin.signing.engine.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** One question to an authority, and the judgement of its answer. */
final class TimeStampQuestion {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BITS = 64;

  private final TimeStampServer server;
  private final TimeStampRequest request;

  private TimeStampQuestion(TimeStampServer server, TimeStampRequest request) {
    this.server = server;
    this.request = request;
  }

  /** What to think of an answer. */
  sealed interface Verdict {}

  record Accepted(TimeStampToken token) implements Verdict {}

  /** The answer is not taken; {@code outage} when the server should be asked last for a while. */
  record Objection(String why, boolean outage) implements Verdict {}

  static TimeStampQuestion ask(TimeStampServer server, byte[] digest, String digestAlgorithm) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    if (server.policy() != null) {
      generator.setReqPolicy(new ASN1ObjectIdentifier(server.policy()));
    }
    return new TimeStampQuestion(
        server,
        generator.generate(
            Tokens.algorithm(digestAlgorithm), digest, new BigInteger(NONCE_BITS, RANDOM)));
  }

  byte[] encoded() {
    try {
      return request.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
  }

  Verdict check(byte[] body, Instant now, Duration skew) {
    try {
      TimeStampResponse response = new TimeStampResponse(body);
      int status = response.getStatus();
      if (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS) {
        boolean busy = status == PKIStatus.WAITING;
        return new Objection("refused: status " + status + printable(response), busy);
      }
      // Imprint, nonce, policy, one signer, the signing-certificate attribute.
      response.validate(request);
      org.bouncycastle.tsp.TimeStampToken token = response.getTimeStampToken();
      TimeStampToken checked = Tokens.checked(token);
      Instant time = checked.time();
      if (Duration.between(now, time).abs().compareTo(skew) > 0) {
        return new Objection("says it is " + time + ", the clock says " + now, true);
      }
      if (!server.anchors().isEmpty()
          && !Anchored.is(checked.certificates(), server.anchors(), time)) {
        return new Objection("signs with a certificate that leads to none of its anchors", true);
      }
      return new Accepted(checked);
    } catch (TSPException
        | IOException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      return new Objection("sent what is no acceptable time-stamp: " + e.getMessage(), true);
    }
  }

  /** What the server said, without what could harm a log. */
  private static String printable(TimeStampResponse response) {
    String said = response.getStatusString();
    if (said == null || said.isEmpty()) {
      return "";
    }
    String cut = said.length() > 200 ? said.substring(0, 200) : said;
    return " (" + cut.replaceAll("\\p{Cntrl}", " ") + ")";
  }
}
