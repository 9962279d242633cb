package vn.antin.auth.directory;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the LDAP gateway does not start and what can be done. */
final class GatewayRefusedAnalyzer extends AbstractFailureAnalyzer<GatewayRefusedException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, GatewayRefusedException cause) {
    return new FailureAnalysis(
        "The LDAP gateway cannot start: %s.".formatted(cause.getMessage()),
        "Correct antin.gateway.address, .port, .ldaps-port, .ssl-bundle or .suffix, stop the program"
            + " that holds the port, or switch the gateway off by antin.gateway.enabled=false.",
        cause);
  }
}
