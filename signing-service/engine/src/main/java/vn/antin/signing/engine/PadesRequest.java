package vn.antin.signing.engine;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * How a PDF is to be signed.
 *
 * @param signer whose certificates are embedded
 * @param name the signer's name as text in the signature dictionary
 * @param reason why it is signed, shown by PDF readers
 * @param location where it is signed, shown by PDF readers
 */
public record PadesRequest(
    Signer signer, @Nullable String name, @Nullable String reason, @Nullable String location) {

  SigningAlgorithm algorithm() {
    return signer.algorithm();
  }

  X509Certificate certificate() {
    return signer.certificate();
  }
}
