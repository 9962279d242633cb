package vn.antin.signing.engine.revocation;

import java.util.Optional;

/**
 * Keeps the last good answer of each authority beyond a restart and a lost network. What comes out
 * is checked again before it is believed. Implementations are thread-safe, bounded, and never
 * throw: a store that fails is one that has nothing.
 */
public interface RevocationStore {

  /** Replaces what was kept under this key (lower-case hexadecimal SHA-256). */
  void keep(String key, byte[] encoded);

  Optional<byte[]> last(String key);
}
