package vn.antin.signing.engine.evidence;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.evidence.EvidenceRecord.Stamp;
import vn.antin.signing.engine.evidence.EvidenceVerdict.Proven;
import vn.antin.signing.engine.evidence.EvidenceVerdict.Reason;
import vn.antin.signing.engine.evidence.EvidenceVerdict.Unproven;
import vn.antin.signing.engine.timestamp.TimeStampCheck;
import vn.antin.signing.engine.timestamp.TimeStampToken;

/**
 * Verifies evidence records (RFC 4998 section 5.3): every time-stamp covers what it should, holds,
 * and was made while the certificate of the one before was valid. Whether certificates were
 * withdrawn is left to validation. Thread-safe.
 */
public final class EvidenceVerifier {

  private final List<X509Certificate> anchors;
  private final InstantSource clock;

  /**
   * @param anchors to which the authorities' certificates must lead; empty to leave that open
   */
  public EvidenceVerifier(List<X509Certificate> anchors, InstantSource clock) {
    this.anchors = List.copyOf(anchors);
    this.clock = clock;
  }

  /**
   * Verifies the record of a document.
   *
   * @param document gives the document's hash for a JCA algorithm name; asked once per chain
   */
  public EvidenceVerdict verify(EvidenceRecord record, Function<String, Hash> document) {
    List<Instant> times = new ArrayList<>();
    @Nullable TimeStampToken before = null;
    List<List<Stamp>> chains = record.chains();
    for (int c = 0; c < chains.size(); c++) {
      List<Stamp> chain = chains.get(c);
      String algorithm = chain.getFirst().algorithm();
      for (int s = 0; s < chain.size(); s++) {
        Stamp stamp = chain.get(s);
        if (!stamp.algorithm().equals(algorithm)) {
          return new Unproven(Reason.BROKEN_CHAIN, "two hash algorithms in one chain");
        }
        byte[] covered =
            s == 0
                ? first(record, c, algorithm, document)
                : Hash.digest(algorithm).digest(chain.get(s - 1).token());
        byte[] root = HashTree.root(algorithm, covered, stamp.path());
        if (root == null) {
          return c == 0 && s == 0
              ? new Unproven(Reason.OTHER_DOCUMENT, "the document's hash is not in the tree")
              : new Unproven(Reason.BROKEN_CHAIN, "an earlier time-stamp is not in the tree");
        }
        switch (TimeStampCheck.check(stamp.token(), root, algorithm, anchors)) {
          case TimeStampCheck.Failed(String why, boolean imprint) -> {
            Reason reason =
                !imprint
                    ? Reason.BAD_TIME_STAMP
                    : c == 0 && s == 0 ? Reason.OTHER_DOCUMENT : Reason.BROKEN_CHAIN;
            return new Unproven(reason, why);
          }
          case TimeStampCheck.Held(TimeStampToken token) -> {
            if (before != null && !inTime(before, token.time())) {
              return new Unproven(
                  Reason.WRONG_ORDER, before.time() + " was renewed at " + token.time());
            }
            times.add(token.time());
            before = token;
          }
        }
      }
    }
    if (before != null && !inTime(before, clock.instant())) {
      return new Unproven(Reason.WRONG_ORDER, "the newest time-stamp's certificate has ended");
    }
    return new Proven(times);
  }

  private static byte[] first(
      EvidenceRecord record, int chain, String algorithm, Function<String, Hash> document) {
    byte[] hash = document.apply(algorithm).bytes();
    return chain == 0 ? hash : EvidenceKeeper.joined(algorithm, hash, record.sequenceOf(chain));
  }

  private static boolean inTime(TimeStampToken before, Instant renewal) {
    return !renewal.isBefore(before.time())
        && !renewal.isAfter(before.certificates().getFirst().getNotAfter().toInstant());
  }
}
