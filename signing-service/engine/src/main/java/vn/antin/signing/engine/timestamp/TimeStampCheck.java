package vn.antin.signing.engine.timestamp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;

/** Whether a token that somebody kept is a time-stamp over a hash value. */
public sealed interface TimeStampCheck {

  /** It is. */
  record Held(TimeStampToken token) implements TimeStampCheck {}

  /**
   * It is not.
   *
   * @param imprint true when it is a time-stamp, but over something else
   */
  record Failed(String why, boolean imprint) implements TimeStampCheck {}

  /**
   * Checks imprint, signature, purpose of the certificate and the attribute that names it, and that
   * the certificate leads to an anchor at the time of the token; not whether it was withdrawn.
   *
   * @param algorithm JCA name of the hash algorithm
   * @param anchors empty to leave trust open
   */
  static TimeStampCheck check(
      byte[] encoded, byte[] digest, String algorithm, List<X509Certificate> anchors) {
    try {
      org.bouncycastle.tsp.TimeStampToken token =
          new org.bouncycastle.tsp.TimeStampToken(new CMSSignedData(encoded));
      if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(Tokens.algorithm(algorithm))
          || !MessageDigest.isEqual(token.getTimeStampInfo().getMessageImprintDigest(), digest)) {
        return new Failed("the time-stamp is over something else", true);
      }
      TimeStampToken checked = Tokens.checked(token);
      return anchors.isEmpty() || Anchored.is(checked.certificates(), anchors, checked.time())
          ? new Held(checked)
          : new Failed("the authority's certificate leads to no anchor", false);
    } catch (TSPException
        | CMSException
        | IOException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      return new Failed("no time-stamp that holds: " + e.getMessage(), false);
    }
  }
}
