package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificates that {@code up --tls} makes. */
final class LocalAuthorityTest {
  @TempDir Path folder;

  @Test
  void authorityIsKeptAndItsServerCertificateRenewedInTime() throws Exception {
    Path root = folder.resolve("data with spaces");
    try (DataFolder data = DataFolder.open(root, false)) {
      LocalAuthority first = LocalAuthority.in(data, InstantSource.system());
      X509Certificate server = server(first);
      assertThat(server.getSubjectAlternativeNames())
          .hasToString("[[2, localhost], [7, 127.0.0.1]]");
      assertThat(server.getBasicConstraints()).isEqualTo(-1);
      assertThat(store(first).getCertificateChain("server")).hasSize(2);
      String pem = Files.readString(first.certificate());
      assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----");
      assertThat(Files.getPosixFilePermissions(root.resolve("tls"))).hasSize(3);

      LocalAuthority again = LocalAuthority.in(data, InstantSource.system());
      assertThat(server(again)).isEqualTo(server);
      Instant later = Instant.now().plus(Duration.ofDays(380));
      LocalAuthority renewed = LocalAuthority.in(data, InstantSource.fixed(later));
      assertThat(server(renewed)).isNotEqualTo(server);
      assertThat(Files.readString(renewed.certificate())).isEqualTo(pem);
    }
  }

  private static X509Certificate server(LocalAuthority authority) throws Exception {
    return (X509Certificate) store(authority).getCertificate("server");
  }

  private static KeyStore store(LocalAuthority authority) throws Exception {
    return KeyStore.getInstance(
        authority.folder().resolve("server.p12").toFile(), authority.password().toCharArray());
  }
}
