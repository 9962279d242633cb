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

  record Claim(Path library, String place) {

    /** Whether no other token of the library is open in this process. */
    boolean alone() {
      synchronized (CLAIMS) {
        return CLAIMS.stream().filter(each -> each.library().equals(library)).count() == 1;
      }
    }

    void release() {
      synchronized (CLAIMS) {
        CLAIMS.remove(this);
      }
    }
  }

  static Claim claim(Path library, String place) {
    Claim claim = new Claim(library, place);
    synchronized (CLAIMS) {
      if (!CLAIMS.add(claim)) {
        throw new TokenException(
            Fault.ALREADY_OPEN,
            "This process already has the token " + place + " of " + library + " open");
      }
    }
    return claim;
  }
}
