package vn.antin.auth.login.certificate;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why login by certificate cannot be set up and what can be done. */
final class CertificateSetupAnalyzer extends AbstractFailureAnalyzer<CertificateSetupException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, CertificateSetupException cause) {
    return new FailureAnalysis(
        "Login by certificate cannot be offered: %s.".formatted(cause.getMessage()),
        "Put the authorities' certificates as PEM into the named file, or remove the domain from"
            + " antin.certificate-login.domains.",
        cause);
  }
}
