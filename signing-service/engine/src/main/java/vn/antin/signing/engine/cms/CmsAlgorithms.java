package vn.antin.signing.engine.cms;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.antin.signing.token.SigningAlgorithm;

/** How CMS names algorithms; each identifier in DER. */
final class CmsAlgorithms {

  private CmsAlgorithms() {}

  /** Without parameters, as RFC 5754 section 2, RFC 8419 section 2.3 and RFC 9688 want it. */
  static byte[] digest(SigningAlgorithm algorithm) {
    return der(new AlgorithmIdentifier(digestId(algorithm.digest())));
  }

  static byte[] signature(SigningAlgorithm algorithm) {
    return der(
        switch (algorithm.scheme()) {
          case RSA_PKCS1 ->
              new AlgorithmIdentifier(rsaWith(algorithm.digest()), DERNull.INSTANCE); // RFC 5754
          case RSA_PSS -> pss(algorithm);
          case ECDSA -> new AlgorithmIdentifier(ecdsaWith(algorithm.digest()));
          case ED25519 -> new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
          case ML_DSA -> new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65);
        });
  }

  private static ASN1ObjectIdentifier digestId(String digest) {
    return switch (digest) {
      case "SHA-256" -> NISTObjectIdentifiers.id_sha256;
      case "SHA-384" -> NISTObjectIdentifiers.id_sha384;
      case "SHA-512" -> NISTObjectIdentifiers.id_sha512;
      case "SHA3-256" -> NISTObjectIdentifiers.id_sha3_256;
      case "SHA3-384" -> NISTObjectIdentifiers.id_sha3_384;
      case "SHA3-512" -> NISTObjectIdentifiers.id_sha3_512;
      default -> throw new IllegalArgumentException("No such digest: " + digest);
    };
  }

  private static ASN1ObjectIdentifier rsaWith(String digest) {
    return switch (digest) {
      case "SHA-256" -> PKCSObjectIdentifiers.sha256WithRSAEncryption;
      case "SHA-384" -> PKCSObjectIdentifiers.sha384WithRSAEncryption;
      case "SHA-512" -> PKCSObjectIdentifiers.sha512WithRSAEncryption;
      case "SHA3-256" -> NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_256;
      case "SHA3-384" -> NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_384;
      case "SHA3-512" -> NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_512;
      default -> throw new IllegalArgumentException("No such digest: " + digest);
    };
  }

  private static ASN1ObjectIdentifier ecdsaWith(String digest) {
    return switch (digest) {
      case "SHA-256" -> X9ObjectIdentifiers.ecdsa_with_SHA256;
      case "SHA-384" -> X9ObjectIdentifiers.ecdsa_with_SHA384;
      case "SHA-512" -> X9ObjectIdentifiers.ecdsa_with_SHA512;
      case "SHA3-256" -> NISTObjectIdentifiers.id_ecdsa_with_sha3_256;
      case "SHA3-384" -> NISTObjectIdentifiers.id_ecdsa_with_sha3_384;
      case "SHA3-512" -> NISTObjectIdentifiers.id_ecdsa_with_sha3_512;
      default -> throw new IllegalArgumentException("No such digest: " + digest);
    };
  }

  /** RFC 4056: salt as long as the digest, MGF1 with the same digest. */
  private static AlgorithmIdentifier pss(SigningAlgorithm algorithm) {
    ASN1ObjectIdentifier id = digestId(algorithm.digest());
    AlgorithmIdentifier digest =
        algorithm.digest().startsWith("SHA3")
            ? new AlgorithmIdentifier(id)
            : new AlgorithmIdentifier(id, DERNull.INSTANCE);
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_RSASSA_PSS,
        new RSASSAPSSparams(
            digest,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, digest),
            new ASN1Integer(algorithm.digestLength()),
            RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
  }

  static byte[] der(ASN1Object object) {
    try {
      return object.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can be written", e);
    }
  }
}
