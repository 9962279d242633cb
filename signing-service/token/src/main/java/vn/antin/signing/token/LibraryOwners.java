package vn.antin.signing.token;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import vn.antin.signing.token.TokenException.Fault;

/**
 * Which tokens this process has open. Login state belongs to the process and the token, so two
 * openings of one token would log each other out.
 */
final class LibraryOwners {

  private static final Set<Claim> CLAIMS = new HashSet<>();

  private LibraryOwners() {}

  record Claim(Path library, String tokenLabel) {

    void release() {
      synchronized (CLAIMS) {
        CLAIMS.remove(this);
      }
    }
  }

  static Claim claim(Path library, String tokenLabel) {
    Claim claim = new Claim(library, tokenLabel);
    synchronized (CLAIMS) {
      if (!CLAIMS.add(claim)) {
        throw new TokenException(
            Fault.ALREADY_OPEN,
            "This process already has token '" + tokenLabel + "' of " + library + " open");
      }
    }
    return claim;
  }
}
