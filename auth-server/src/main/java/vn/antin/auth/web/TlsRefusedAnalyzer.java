package vn.antin.auth.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a TLS listener does not start and what can be done. */
final class TlsRefusedAnalyzer extends AbstractFailureAnalyzer<TlsRefusedException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, TlsRefusedException cause) {
    return new FailureAnalysis(
        "The mTLS listener cannot start: %s.".formatted(cause.getMessage()),
        "Describe a certificate under spring.ssl.bundle.pem.NAME (or .jks.NAME) and name it in"
            + " antin.mtls.bundle, or remove antin.mtls.port.",
        cause);
  }
}
