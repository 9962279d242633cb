package vn.antin.auth.oauth2.client;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about a house client that cannot be set up. */
final class HouseClientFailureAnalyzer extends AbstractFailureAnalyzer<HouseClientException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, HouseClientException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
