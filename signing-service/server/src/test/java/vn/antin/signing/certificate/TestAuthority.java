package vn.antin.signing.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.antin.signing.problem.Problem;

/** An authority with a software key, whose lifetimes and moods tests choose. */
public final class TestAuthority implements CertificateAuthority {
  public static final String NAME = "test";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final InstantSource time;
  private final KeyPair key;
  private final X509Certificate root;
  public final AtomicInteger issued = new AtomicInteger();
  public volatile Duration lifetime = Duration.ofDays(1000);
  public volatile boolean away;
  public volatile Consumer<CertificateWish> before = _ -> {};

  public TestAuthority(InstantSource time) {
    this.time = time;
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      key = generator.generateKeyPair();
      root =
          certificate(
              new X500Name("CN=Test Root,C=VN"), key.getPublic(), Duration.ofDays(7000), true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Certificate root() {
    return root;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Issued issue(CertificateWish wish) {
    before.accept(wish);
    if (away) {
      throw Problem.TOKEN_UNREACHABLE.because("the test authority is away");
    }
    issued.incrementAndGet();
    return new Issued(
        certificate(new X500Name("CN=" + wish.credential() + ",C=VN"), wish.key(), lifetime, false),
        List.of(root));
  }

  /** Certifies any key under any name, as an outside authority does. */
  @SuppressWarnings("JavaUtilDate") // BouncyCastle's builder takes no other type.
  public X509Certificate certificate(
      X500Name subject,
      java.security.PublicKey subjectKey,
      Duration life,
      boolean authority,
      KeyPurposeId... purposes) {
    Instant now = time.instant();
    try {
      var builder =
          new X509v3CertificateBuilder(
              new X500Name("CN=Test Root,C=VN"),
              new BigInteger(100, RANDOM).setBit(100),
              Date.from(now.minus(Duration.ofMinutes(5))),
              Date.from(now.plus(life)),
              subject,
              SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(
              authority
                  ? KeyUsage.keyCertSign
                  : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      if (purposes.length > 0) {
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
