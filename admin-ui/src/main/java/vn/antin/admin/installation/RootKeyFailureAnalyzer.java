package vn.antin.admin.installation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import vn.antin.rootkey.RootKeyException;

/** Says what is wrong with the root key file and what to do. */
final class RootKeyFailureAnalyzer extends AbstractFailureAnalyzer<RootKeyException> {
  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, RootKeyException cause) {
    return new FailureAnalysis(
        "The installation's root key cannot be used: " + cause.getMessage(),
        "Point antin.root-key at the root key file that the other services of this installation"
            + " use; it must belong to this user and have mode 0600.",
        cause);
  }
}
