package vn.antin.audit;

import vn.antin.audit.proof.RootSignature;

/**
 * Signs roots with a key that the database's superuser does not hold: signing-service's key for
 * seals, reached over HTTP or in the same process.
 */
public interface RootSigner {
  /**
   * Signs the 32 bytes of a root, in one of the algorithms of {@link RootSignature}. The use of the
   * key is recorded in the seal and must not be appended to the log: each seal would cause the
   * next.
   *
   * <p>May throw anything when the signer is down or refuses: the seal stands without a signature
   * and is offered again at the next run.
   */
  RootSignature sign(byte[] root);
}
