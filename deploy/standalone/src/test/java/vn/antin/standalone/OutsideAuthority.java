package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority that is not the house's and that the house trusts, as the one that issues officials'
 * USB tokens is.
 */
public final class OutsideAuthority {
  public static final String NAME = "CA cấp USB Token thử nghiệm";

  private final Path folder;
  private final KeyPair key;

  private OutsideAuthority(Path folder, KeyPair key) {
    this.folder = folder;
    this.key = key;
  }

  /** What it issued, and for which key. */
  public record Certified(KeyPair key, X509Certificate certificate) {}

  /** Makes the folder of trust domains. */
  static OutsideAuthority in(Path folder) throws IOException {
    try {
      OutsideAuthority authority = new OutsideAuthority(folder, pair());
      X509Certificate root =
          authority.signed(
              name(NAME),
              authority.key.getPublic(),
              new BasicConstraints(0),
              KeyUsage.keyCertSign | KeyUsage.cRLSign);
      Path anchors = Files.createDirectories(folder.resolve("usb-tokens/anchors"));
      Files.writeString(anchors.resolve("root.pem"), pem("CERTIFICATE", root.getEncoded()));
      return authority;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The trust domains that hold it. */
  Path folder() {
    return folder;
  }

  /** A key of RSA-2048, as USB tokens have them, and a certificate that names this person. */
  public Certified certify(String commonName) {
    try {
      KeyPair person = pair();
      return new Certified(
          person,
          signed(
              name(commonName),
              person.getPublic(),
              new BasicConstraints(false),
              KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As PEM has it (RFC 7468). */
  public static String pem(String type, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            type,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes),
            type);
  }

  private X509Certificate signed(
      X500Name subject, PublicKey subjectKey, BasicConstraints constraints, int usage)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name(NAME),
                      new BigInteger(120, new SecureRandom()).setBit(120),
                      Date.from(now.minus(Duration.ofDays(1))),
                      Date.from(now.plus(Duration.ofDays(700))),
                      subject,
                      subjectKey)
                  .addExtension(Extension.basicConstraints, true, constraints)
                  .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                  .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "VN")
        .addRDN(BCStyle.CN, commonName)
        .build();
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }
}
