package vn.antin.ldap.federation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.entry.LdapFault;

/** Builds the TLS context for a directory from its PEM trust file. */
final class Trust {
  private Trust() {}

  static SSLContext context(@Nullable Path trustFile) {
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trustFile == null ? null : anchors(trustFile));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new LdapFault(
          trustFile == null ? LdapFault.Code.TLS : LdapFault.Code.TRUST_FILE,
          "cannot use %s as trusted certificates"
              .formatted(trustFile == null ? "the JVM's trust store" : trustFile),
          broken);
    }
  }

  private static KeyStore anchors(Path trustFile) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(trustFile)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new LdapFault(
            LdapFault.Code.TRUST_FILE,
            "expected PEM certificates in %s; found none".formatted(trustFile),
            null);
      }
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        anchors.setCertificateEntry("anchor-" + number++, certificate);
      }
      return anchors;
    } catch (IOException unreadable) {
      throw new LdapFault(
          LdapFault.Code.TRUST_FILE,
          "cannot read the trusted certificates in %s".formatted(trustFile),
          unreadable);
    }
  }
}
