package vn.antin.auth.key;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import vn.antin.rootkey.RootKeyException;

/** Says what to do about a root key that cannot be used. */
final class RootKeyFailureAnalyzer extends AbstractFailureAnalyzer<RootKeyException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, RootKeyException cause) {
    String action =
        switch (cause.code()) {
          case MISSING ->
              "Restore the root key of this installation to the place that antin.root-key names;"
                  + " without it nothing that was wrapped can be read. Only a new installation"
                  + " makes a new one.";
          case PERMISSIONS_TOO_WIDE -> "Give the file to this process's user with mode 0600.";
          case OTHER_KEY, NOT_AUTHENTIC ->
              "This database was written under another root key; point antin.root-key to that one.";
          case ALREADY_EXISTS, MALFORMED, UNREADABLE ->
              "Check the file that antin.root-key names, or restore it from its backup.";
        };
    return new FailureAnalysis(cause.getMessage(), action, cause);
  }
}
