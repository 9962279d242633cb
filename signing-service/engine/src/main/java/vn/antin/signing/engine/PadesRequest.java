package vn.antin.signing.engine;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * How a PDF is to be signed.
 *
 * @param chain the signer's certificate first, then its issuers; all are embedded
 * @param algorithm what the signer's key will do
 * @param name the signer's name as text in the signature dictionary
 * @param reason why it is signed, shown by PDF readers
 * @param location where it is signed, shown by PDF readers
 */
public record PadesRequest(
    List<X509Certificate> chain,
    SigningAlgorithm algorithm,
    @Nullable String name,
    @Nullable String reason,
    @Nullable String location) {

  public PadesRequest {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("A signature needs the signer's certificate");
    }
    if (!chain.getFirst().getPublicKey().getAlgorithm().equals(algorithm.family())) {
      throw new IllegalArgumentException(
          "The certificate has a key for %s, the algorithm is %s"
              .formatted(chain.getFirst().getPublicKey().getAlgorithm(), algorithm));
    }
  }

  X509Certificate signer() {
    return chain.getFirst();
  }
}
