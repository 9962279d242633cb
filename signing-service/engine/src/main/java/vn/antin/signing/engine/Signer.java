package vn.antin.signing.engine;

import java.security.cert.X509Certificate;
import java.util.List;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * Who signs and what the key will do; of any format.
 *
 * @param chain the signer's certificate first, then its issuers as far as they are known; all are
 *     embedded
 * @param algorithm one that the key of the certificate can do
 */
public record Signer(List<X509Certificate> chain, SigningAlgorithm algorithm) {

  /** Longer chains are a fault of the caller. */
  private static final int LONGEST_CHAIN = 12;

  public Signer {
    chain = List.copyOf(chain);
    if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
      throw new IllegalArgumentException(
          "A signature needs the signer's certificate and at most %d issuers, found %d certificates"
              .formatted(LONGEST_CHAIN - 1, chain.size()));
    }
    if (!algorithm.fits(chain.getFirst().getPublicKey())) {
      throw new IllegalArgumentException(
          "The certificate has a key for %s, the algorithm is %s"
              .formatted(chain.getFirst().getPublicKey().getAlgorithm(), algorithm));
    }
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }
}
