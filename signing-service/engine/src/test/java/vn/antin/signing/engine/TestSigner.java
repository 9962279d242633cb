package vn.antin.signing.engine;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.token.SigningAlgorithm;

/** An official with a key in memory and a certificate from a throw-away authority. */
public record TestSigner(KeyPair keys, List<X509Certificate> chain, SigningAlgorithm algorithm) {

  public static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  private static final String ROOT_NAME = "CN=Test Root,O=Ấn Tín,C=VN";
  private static final KeyPair ROOT_KEYS = keys("EC", 256);
  public static final X509Certificate ROOT = certify(ROOT_NAME, ROOT_KEYS.getPublic(), true);
  private static final KeyPair RSA = keys("RSA", 2048);

  public static TestSigner rsa() {
    return of("CN=Nguyễn Văn An,O=UBND tỉnh,C=VN", RSA, SigningAlgorithm.RSA_PKCS1_SHA256);
  }

  public static TestSigner ec(int bits) {
    return of(
        "CN=Trần Thị Bình,O=UBND tỉnh,C=VN",
        keys("EC", bits),
        bits == 256 ? SigningAlgorithm.ECDSA_SHA256 : SigningAlgorithm.ECDSA_SHA384);
  }

  /** One whose certificate lists these purposes. */
  public static TestSigner purposed(String name, String... purposes) {
    X509Certificate certificate = certify(name, RSA.getPublic(), false, purposes);
    return new TestSigner(RSA, List.of(certificate, ROOT), SigningAlgorithm.RSA_PKCS1_SHA256);
  }

  /** Keys and algorithms that all judges know. */
  public static Stream<TestSigner> samples() {
    return Stream.of(rsa(), with(SigningAlgorithm.RSA_PSS_SHA256), ec(256), ec(384));
  }

  /** The one key of its kind with another algorithm. */
  public static TestSigner with(SigningAlgorithm algorithm) {
    return switch (algorithm.scheme()) {
      case RSA_PKCS1, RSA_PSS -> new TestSigner(RSA, rsa().chain(), algorithm);
      case ECDSA ->
          of("CN=Trần Thị Bình,O=UBND tỉnh,C=VN", keys("EC", curve(algorithm)), algorithm);
      case ED25519 -> of("CN=Lê Văn Cường,O=UBND tỉnh,C=VN", keys("Ed25519", 255), algorithm);
      case ML_DSA -> of("CN=Phạm Thị Dung,O=UBND tỉnh,C=VN", keys("ML-DSA-65", 0), algorithm);
    };
  }

  private static int curve(SigningAlgorithm algorithm) {
    return switch (algorithm.digestLength()) {
      case 32 -> 256;
      case 48 -> 384;
      default -> 521;
    };
  }

  public static TestSigner of(String name, KeyPair keys, SigningAlgorithm algorithm) {
    return new TestSigner(keys, List.of(certify(name, keys.getPublic(), false), ROOT), algorithm);
  }

  public Signer signer() {
    return new Signer(chain, algorithm);
  }

  public PadesRequest request() {
    return PadesRequest.of(signer()).withTexts("Nguyễn Văn An", "Ban hành", "Lai Châu");
  }

  /** What a token would do. */
  public byte[] sign(byte[] bytes) {
    try {
      String digest = algorithm.digest().replace("SHA-", "SHA");
      Signature signer =
          Signature.getInstance(
              switch (algorithm.scheme()) {
                case RSA_PKCS1 -> digest + "withRSA";
                case RSA_PSS -> "RSASSA-PSS";
                case ECDSA -> digest + "withECDSA";
                case ED25519 -> "Ed25519";
                case ML_DSA -> "ML-DSA-65";
              });
      if (algorithm.scheme() == SigningAlgorithm.Scheme.RSA_PSS) {
        signer.setParameter(
            new PSSParameterSpec(
                algorithm.digest(),
                "MGF1",
                new MGF1ParameterSpec(algorithm.digest()),
                algorithm.digestLength(),
                1));
      }
      signer.initSign(keys.getPrivate());
      signer.update(bytes);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Prepares, signs and completes; the document must be one that can be signed. */
  public byte[] signed(byte[] pdf) {
    return signed(pdf, request());
  }

  /** Prepares, signs and completes; the document must be one that can be signed so. */
  public byte[] signed(byte[] pdf, PadesRequest request) {
    PadesSigner signer = new PadesSigner(InstantSource.fixed(NOW));
    Preparation preparation = signer.prepare(DocumentSource.of(pdf), request);
    if (!(preparation instanceof Preparation.Prepared(PreparedSignature prepared))) {
      throw new AssertionError(preparation);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Completion completion =
        signer.complete(DocumentSource.of(pdf), prepared, sign(prepared.bytesToSign()), out);
    if (!(completion instanceof Completion.Completed)) {
      throw new AssertionError(completion);
    }
    return out.toByteArray();
  }

  public static KeyPair keys(String family, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certify(
      String name, PublicKey key, boolean authority, String... purposes) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(ROOT_NAME),
              new BigInteger(100, new SecureRandom()),
              Date.from(Instant.parse("2026-01-01T00:00:00Z")),
              Date.from(Instant.parse("2046-01-01T00:00:00Z")),
              new X500Name(name),
              key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(
              authority
                  ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                  : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      if (purposes.length > 0) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                Stream.of(purposes)
                    .map(ASN1ObjectIdentifier::new)
                    .map(KeyPurposeId::getInstance)
                    .toArray(KeyPurposeId[]::new)));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(ROOT_KEYS.getPrivate())));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
