package vn.antin.signing.token;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * How a key signs: padding or curve scheme, and digest. What a key can do is a property of the key
 * and its token ({@link TokenKey#algorithms()}), never of the house.
 */
public enum SigningAlgorithm {
  RSA_PKCS1_SHA256("RSA", "SHA-256", "SHA256withRSA"),
  RSA_PKCS1_SHA384("RSA", "SHA-384", "SHA384withRSA"),
  RSA_PKCS1_SHA512("RSA", "SHA-512", "SHA512withRSA"),
  RSA_PSS_SHA256("RSA", "SHA-256", "RSASSA-PSS"),
  ECDSA_SHA256("EC", "SHA-256", "SHA256withECDSA"),
  ECDSA_SHA384("EC", "SHA-384", "SHA384withECDSA");

  private final String family;
  private final String digest;
  private final String jcaName;

  SigningAlgorithm(String family, String digest, String jcaName) {
    this.family = family;
    this.digest = digest;
    this.jcaName = jcaName;
  }

  /** {@code RSA} or {@code EC}, as {@link java.security.Key#getAlgorithm()} says it. */
  public String family() {
    return family;
  }

  /** The digest's JCA name, such as {@code SHA-256}. */
  public String digest() {
    return digest;
  }

  String jcaName() {
    return jcaName;
  }

  /** Whether a key of this kind and size can do it at all. */
  public boolean fits(PublicKey key) {
    return family.equals(key.getAlgorithm()) && !(this == ECDSA_SHA384 && KeyKind.bits(key) < 384);
  }

  Signature signature() throws GeneralSecurityException {
    return withParameters(Signature.getInstance(jcaName));
  }

  Signature signature(Provider provider) throws GeneralSecurityException {
    return withParameters(Signature.getInstance(jcaName, provider));
  }

  /**
   * Verifies a signature value (ECDSA in its DER form) over bytes; a value that is not even well
   * formed is simply not valid.
   */
  public boolean verify(PublicKey key, byte[] bytes, byte[] value) {
    if (!fits(key)) {
      return false;
    }
    try {
      Signature verifier = signature();
      verifier.initVerify(key);
      verifier.update(bytes);
      return verifier.verify(value);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new TokenException(
          TokenException.Fault.UNAVAILABLE, "The JDK cannot verify " + this, e);
    }
  }

  private Signature withParameters(Signature signature) throws GeneralSecurityException {
    if (this == RSA_PSS_SHA256) {
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    return signature;
  }
}
