package vn.antin.auth.sample;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why a sample was not made. */
final class SampleRefusedAnalyzer extends AbstractFailureAnalyzer<SampleRefusedException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, SampleRefusedException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
