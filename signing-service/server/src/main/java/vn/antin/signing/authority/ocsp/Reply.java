package vn.antin.signing.authority.ocsp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way out.
 *
 * @param thisUpdate set, with {@code nextUpdate}, when caches may keep it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(byte[] der, @Nullable Instant thisUpdate, @Nullable Instant nextUpdate) {
  static Reply passing(byte[] der) {
    return new Reply(der, null, null);
  }
}
