package vn.antin.signing.problem;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class ConfigurationFaultAnalyzer extends AbstractFailureAnalyzer<ConfigurationFault> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationFault cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), rootFailure);
  }
}
