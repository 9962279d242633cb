package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningAlgorithm;

/** DSS's names of algorithms. */
final class DssAlgorithm {

  private DssAlgorithm() {}

  static DigestAlgorithm digest(SigningAlgorithm algorithm) {
    return DigestAlgorithm.forJavaName(algorithm.digest());
  }

  static @Nullable EncryptionAlgorithm encryption(SigningAlgorithm algorithm) {
    return switch (algorithm.scheme()) {
      case RSA_PKCS1 -> EncryptionAlgorithm.RSA;
      case RSA_PSS -> EncryptionAlgorithm.RSASSA_PSS;
      case ECDSA -> EncryptionAlgorithm.ECDSA;
      case ED25519 -> EncryptionAlgorithm.EDDSA;
      case ML_DSA -> null;
    };
  }

  /** Null when DSS knows no such signature. */
  static @Nullable SignatureAlgorithm signature(SigningAlgorithm algorithm) {
    EncryptionAlgorithm encryption = encryption(algorithm);
    return encryption == null
        ? null
        : SignatureAlgorithm.getAlgorithm(encryption, digest(algorithm));
  }

  /** Whether the format has a name for it. */
  static boolean allowed(SigningAlgorithm algorithm, AdesRequest request) {
    SignatureAlgorithm signature = signature(algorithm);
    if (signature == null) {
      return false;
    }
    return switch (request) {
      case AdesRequest.Xades _, AdesRequest.OpenDocument _ -> signature.getUri() != null;
      // CMS names the digest beside the scheme.
      case AdesRequest.Cades _ -> true;
      case AdesRequest.Jades _ -> signature.getJWAId() != null;
      case AdesRequest.Asic asic -> !asic.kind().xades() || signature.getUri() != null;
      // Which format it is shows when the document is opened.
      case AdesRequest.Counter _ -> true;
    };
  }
}
