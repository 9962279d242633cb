package vn.antin.signing.engine.ades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.revocation.RevocationData;
import vn.antin.signing.engine.revocation.RevocationSource;

/**
 * What the ports said while one document was worked on: asked once each, and why it failed, which
 * DSS's exceptions do not tell.
 */
final class Findings {

  private final Map<X509Certificate, RevocationData> asked = new HashMap<>();
  private Completion.@Nullable Reason trouble;

  RevocationData revocation(
      RevocationSource source, X509Certificate certificate, X509Certificate issuer, Instant at) {
    RevocationData known =
        asked.computeIfAbsent(certificate, _ -> source.find(certificate, issuer, at));
    switch (known.status()) {
      case GOOD -> {}
      case REVOKED -> trouble = Completion.Reason.CERTIFICATE_REVOKED;
      case UNKNOWN -> {
        if (trouble == null) {
          trouble = Completion.Reason.REVOCATION_UNAVAILABLE;
        }
      }
    }
    return known;
  }

  void timeStampFailed() {
    trouble = Completion.Reason.TIME_STAMP_UNAVAILABLE;
  }

  /** Null when the ports answered well. */
  Completion.@Nullable Reason trouble() {
    return trouble;
  }
}
