package vn.antin.auth.federation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which directory is configured wrongly and how. */
final class FederationRefusedAnalyzer extends AbstractFailureAnalyzer<FederationRefusedException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, FederationRefusedException cause) {
    return new FailureAnalysis(
        "The directory '%s' in antin.federation.sources cannot be used: %s."
            .formatted(cause.source(), cause.getMessage()),
        "Correct its entry in antin.federation.sources; docs/ldap.md shows one for OpenLDAP and one"
            + " for Active Directory.",
        cause);
  }
}
