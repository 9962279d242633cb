package vn.antin.auth.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A made-up authority and what it issues; each identity is a key and its certificate.
 *
 * @param issuer who signed the certificate; null when its own key did
 */
public record TestCertificates(
    KeyPair keys, X509Certificate certificate, @Nullable TestCertificates issuer) {
  private static final Duration VALID = Duration.ofDays(30);
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** An authority of its own. */
  public static TestCertificates authority(String name) {
    return make("CN=" + name, true, null, Instant.now().plus(VALID));
  }

  /** A certificate that its own key has signed. */
  public static TestCertificates selfSigned(String subject) {
    return make(subject, false, null, Instant.now().plus(VALID));
  }

  /** A certificate by this authority. */
  public TestCertificates issue(String subject, GeneralName... names) {
    return make(subject, false, this, Instant.now().plus(VALID), names);
  }

  /** A certificate whose time is over. */
  public static TestCertificates expired(String subject, @Nullable TestCertificates issuer) {
    return make(subject, false, issuer, Instant.now().minus(Duration.ofHours(1)));
  }

  public static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  /** As PEM: certificates, then the key when asked for. */
  public String pem(boolean withKey) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(certificate);
      if (withKey) {
        pem.writeObject(keys.getPrivate());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Files for a PEM bundle: {@code NAME.crt} and {@code NAME.key}. */
  public Path write(Path folder, String name) {
    try (JcaPEMWriter key =
        new JcaPEMWriter(Files.newBufferedWriter(folder.resolve(name + ".key")))) {
      key.writeObject(
          new org.bouncycastle.openssl.jcajce.JcaPKCS8Generator(keys.getPrivate(), null));
      return Files.writeString(folder.resolve(name + ".crt"), pem(false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** TLS of a client that trusts this authority and shows what is given. */
  public SSLContext client(@Nullable TestCertificates shown) {
    try {
      KeyStore trusted = empty();
      trusted.setCertificateEntry("authority", certificate);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      KeyStore own = empty();
      if (shown != null) {
        List<X509Certificate> chain =
            shown.issuer == null
                ? List.of(shown.certificate)
                : List.of(shown.certificate, shown.issuer.certificate);
        own.setKeyEntry(
            "client", shown.keys.getPrivate(), PASSWORD, chain.toArray(Certificate[]::new));
      }
      KeyManagerFactory key =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      key.init(own, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In the order of RFC 4514: the last part of the text comes first. */
  private static X500Name name(String text) {
    return X500Name.getInstance(new X500Principal(text).getEncoded());
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestCertificates make(
      String subject,
      boolean authority,
      @Nullable TestCertificates issuer,
      Instant end,
      GeneralName... names) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer == null
                  ? name(subject)
                  : X500Name.getInstance(issuer.certificate.getSubjectX500Principal().getEncoded()),
              new BigInteger(64, new SecureRandom()),
              Date.from(end.minus(VALID).minus(Duration.ofDays(1))),
              Date.from(end),
              name(subject),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (names.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      KeyPair signer = issuer == null ? keys : issuer.keys;
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
      return new TestCertificates(keys, certificate, issuer);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
