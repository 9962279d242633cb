package vn.antin.signing.authority.est;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.antin.signing.certificate.Certificates;

/** TLS of the service under test: a certificate for localhost that vouches for itself. */
@SuppressWarnings("JavaUtilDate") // BouncyCastle's builder takes no other type.
final class TestTls {
  final Path certificate;
  final Path key;
  private final X509Certificate own;

  TestTls(Path folder) {
    try {
      var pair = TestServer.key();
      own = selfSigned("CN=localhost", pair, "localhost");
      certificate =
          Files.writeString(
              folder.resolve("tls.crt"), Certificates.pem("CERTIFICATE", Certificates.encode(own)));
      key = pem(folder.resolve("tls.key"), pair.getPrivate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path pem(Path file, PrivateKey key) throws IOException {
    return Files.writeString(file, Certificates.pem("PRIVATE KEY", key.getEncoded()));
  }

  static X509Certificate selfSigned(String subject, KeyPair pair, String host) {
    try {
      var name = new X500Name(subject);
      var now = Instant.now();
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.valueOf(now.toEpochMilli()),
                      Date.from(now.minus(Duration.ofDays(1))),
                      Date.from(now.plus(Duration.ofDays(30))),
                      name,
                      pair.getPublic())
                  .addExtension(
                      Extension.subjectAlternativeName,
                      false,
                      new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
                  .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  String[] settings() {
    return new String[] {
      "server.ssl.bundle=front",
      "management.server.ssl.enabled=false",
      "spring.ssl.bundle.pem.front.keystore.certificate=" + certificate,
      "spring.ssl.bundle.pem.front.keystore.private-key=" + key
    };
  }

  TrustManager[] trust() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("own", own);
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** What a client shows. */
  static KeyManager[] shows(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key, new char[0], new X509Certificate[] {certificate});
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  SSLContext context(KeyManager... shown) throws GeneralSecurityException, IOException {
    var context = SSLContext.getInstance("TLS");
    context.init(shown.length == 0 ? null : shown, trust(), null);
    return context;
  }
}
