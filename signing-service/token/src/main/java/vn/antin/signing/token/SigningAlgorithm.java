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
  RSA_PKCS1_SHA256(Scheme.RSA_PKCS1, "SHA-256"),
  RSA_PKCS1_SHA384(Scheme.RSA_PKCS1, "SHA-384"),
  RSA_PKCS1_SHA512(Scheme.RSA_PKCS1, "SHA-512"),
  RSA_PKCS1_SHA3_256(Scheme.RSA_PKCS1, "SHA3-256"),
  RSA_PKCS1_SHA3_384(Scheme.RSA_PKCS1, "SHA3-384"),
  RSA_PKCS1_SHA3_512(Scheme.RSA_PKCS1, "SHA3-512"),
  RSA_PSS_SHA256(Scheme.RSA_PSS, "SHA-256"),
  RSA_PSS_SHA384(Scheme.RSA_PSS, "SHA-384"),
  RSA_PSS_SHA512(Scheme.RSA_PSS, "SHA-512"),
  RSA_PSS_SHA3_256(Scheme.RSA_PSS, "SHA3-256"),
  RSA_PSS_SHA3_384(Scheme.RSA_PSS, "SHA3-384"),
  RSA_PSS_SHA3_512(Scheme.RSA_PSS, "SHA3-512"),
  ECDSA_SHA256(Scheme.ECDSA, "SHA-256"),
  ECDSA_SHA384(Scheme.ECDSA, "SHA-384"),
  ECDSA_SHA512(Scheme.ECDSA, "SHA-512"),
  ECDSA_SHA3_256(Scheme.ECDSA, "SHA3-256"),
  ECDSA_SHA3_384(Scheme.ECDSA, "SHA3-384"),
  ECDSA_SHA3_512(Scheme.ECDSA, "SHA3-512"),
  /** RFC 8032, without prehash; the digest is that of the content in CMS (RFC 8419). */
  ED25519(Scheme.ED25519, "SHA-512"),
  /** FIPS 204, without prehash, empty context; the digest is that of the content (RFC 9882). */
  ML_DSA_65(Scheme.ML_DSA, "SHA-512");

  /** What is done with the digest, or with the bytes. */
  public enum Scheme {
    RSA_PKCS1("RSA"),
    RSA_PSS("RSA"),
    ECDSA("EC"),
    ED25519("EdDSA"),
    ML_DSA("ML-DSA");

    private final String family;

    Scheme(String family) {
      this.family = family;
    }
  }

  private static final String EXPERIMENTAL = "antin.signing.experimental";
  private static final int SMALLEST_RSA = 2048;
  private static final int LARGEST_RSA = 4096;

  private final Scheme scheme;
  private final String digest;

  SigningAlgorithm(Scheme scheme, String digest) {
    this.scheme = scheme;
    this.digest = digest;
  }

  /**
   * Whether algorithms are on offer that validators do not know yet (ML-DSA): the system property
   * {@code antin.signing.experimental}.
   */
  public static boolean experimental() {
    return Boolean.getBoolean(EXPERIMENTAL);
  }

  /** What every token with such a key does, and every validator knows. */
  public static SigningAlgorithm usual(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> ECDSA_SHA256;
      case "EdDSA", "Ed25519" -> ED25519;
      case "ML-DSA", "ML-DSA-65" -> ML_DSA_65;
      default -> RSA_PKCS1_SHA256;
    };
  }

  public Scheme scheme() {
    return scheme;
  }

  /**
   * {@code RSA}, {@code EC}, {@code EdDSA} or {@code ML-DSA}, as {@link
   * java.security.Key#getAlgorithm()} says it.
   */
  public String family() {
    return scheme.family;
  }

  /** The digest's JCA name, such as {@code SHA-256}. */
  public String digest() {
    return digest;
  }

  /** Bytes of the digest. */
  public int digestLength() {
    return Integer.parseInt(digest.substring(digest.length() - 3)) / 8;
  }

  String jcaName() {
    return switch (scheme) {
      case RSA_PKCS1 -> digestInName() + "withRSA";
      case RSA_PSS -> "RSASSA-PSS";
      case ECDSA -> digestInName() + "withECDSA";
      case ED25519 -> "Ed25519";
      case ML_DSA -> "ML-DSA-65";
    };
  }

  private String digestInName() {
    return digest.replace("SHA-", "SHA");
  }

  /**
   * Whether a key of this kind and size can do it at all: RSA of 2048 to 4096 bits, a curve not
   * smaller than the digest, and the one parameter set of EdDSA and ML-DSA.
   */
  public boolean fits(PublicKey key) {
    int bits = KeyKind.bits(key);
    return family().equals(key.getAlgorithm())
        && switch (scheme) {
          case RSA_PKCS1, RSA_PSS -> bits >= SMALLEST_RSA && bits <= LARGEST_RSA;
          case ECDSA -> bits >= 8 * digestLength();
          case ED25519 -> KeyKind.parameterSet(key).equals("Ed25519");
          case ML_DSA -> experimental() && KeyKind.parameterSet(key).equals("ML-DSA-65");
        };
  }

  Signature signature() throws GeneralSecurityException {
    return withParameters(Signature.getInstance(jcaName()));
  }

  Signature signature(Provider provider) throws GeneralSecurityException {
    return withParameters(Signature.getInstance(jcaName(), provider));
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

  /** The same over a digest of this algorithm's kind; false for one that none can be made of. */
  public boolean verifyDigest(PublicKey key, byte[] digest, byte[] value) {
    if (!fits(key) || !SigningInput.ofDigest(digest).fits(this)) {
      return false;
    }
    try {
      return DigestSignature.verify(this, key, digest, value);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new TokenException(
          TokenException.Fault.UNAVAILABLE, "The JDK cannot verify " + this, e);
    }
  }

  private Signature withParameters(Signature signature) throws GeneralSecurityException {
    if (scheme == Scheme.RSA_PSS) {
      signature.setParameter(
          new PSSParameterSpec(
              digest,
              "MGF1",
              new MGF1ParameterSpec(digest),
              digestLength(),
              PSSParameterSpec.TRAILER_FIELD_BC));
    }
    return signature;
  }
}
