package vn.antin.auth.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose server certificates are believed: Java's authorities and those of the house. */
final class Trust {
  private Trust() {}

  static SSLContext context(@Nullable Path more) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(authorities(more)).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "antin.outbound.trust: expected a file of PEM certificates, found " + more, e);
    }
  }

  private static @Nullable KeyStore authorities(@Nullable Path more)
      throws GeneralSecurityException, IOException {
    if (more == null) {
      return null;
    }
    KeyStore all = KeyStore.getInstance("PKCS12");
    all.load(null, null);
    int number = 0;
    for (Certificate certificate : Stream.concat(java().stream(), read(more).stream()).toList()) {
      all.setCertificateEntry("ca-" + number++, certificate);
    }
    return all;
  }

  private static Collection<? extends Certificate> read(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static List<X509Certificate> java() throws GeneralSecurityException {
    return Arrays.stream(managers(null).getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
        .toList();
  }

  private static TrustManagerFactory managers(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return factory;
  }
}
