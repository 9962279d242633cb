package vn.antin.auth.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of the table.
 *
 * @param holder which kind of place holds its private part
 * @param signer null once it has retired, or when this node cannot reach its holder
 * @param signsFrom when it takes over from the key of the same algorithm before it
 */
record StoredKey(
    VerificationKey verification, String holder, @Nullable SigningKey signer, Instant signsFrom) {
  TokenAlgorithm algorithm() {
    return verification.algorithm();
  }
}
