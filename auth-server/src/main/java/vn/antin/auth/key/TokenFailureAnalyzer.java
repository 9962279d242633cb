package vn.antin.auth.key;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import vn.antin.signing.token.TokenException;

/** Says what to do about a token for signing keys that cannot be used. */
final class TokenFailureAnalyzer extends AbstractFailureAnalyzer<TokenException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, TokenException cause) {
    return new FailureAnalysis(
        "The token for signing keys: " + cause.getMessage(),
        "Check antin.keys.pkcs11.library, .label and .pin-file, and that the token is plugged in;"
            + " a wrong PIN is not tried again, because tokens lock.",
        cause);
  }
}
