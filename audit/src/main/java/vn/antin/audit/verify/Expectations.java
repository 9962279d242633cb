package vn.antin.audit.verify;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.proof.Hash;

/**
 * What the judge knows from elsewhere; the more, the less a rewritten log can hide.
 *
 * @param lastRoot a root that must be in the log, usually the last one known
 * @param roots the file of roots that the sealer kept
 * @param sealCertificates SHA-256 of the certificates that may sign; empty accepts any and names it
 */
record Expectations(@Nullable Hash lastRoot, @Nullable Path roots, Set<Hash> sealCertificates) {

  Expectations {
    sealCertificates = Set.copyOf(sealCertificates);
  }

  /** Nothing is known from elsewhere. */
  static Expectations none() {
    return new Expectations(null, null, Set.of());
  }
}
