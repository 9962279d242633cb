package vn.antin.signing.request;

import vn.antin.signing.grant.HashValue;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * One use of the key.
 *
 * @param hash that was approved, and is spent by it
 * @param digest what the key signs: the hash itself, or that of a signature's signed attributes
 *     over the document whose hash was approved
 * @param algorithm its digest made {@code digest}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record HashOrder(HashValue hash, byte[] digest, SigningAlgorithm algorithm) {
  /** Of a hash of bytes to be signed. */
  public static HashOrder of(byte[] hash, SigningAlgorithm algorithm) {
    return new HashOrder(HashValue.of(hash), hash, algorithm);
  }
}
