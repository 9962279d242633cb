package vn.antin.signing.authority.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestSigning.eventually;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.authority.TestIssuing;

/** With a clock of its own: what it issues after a day is not valid yet for other programs. */
final class EndedHoldTest {
  @Test
  void anEndedHoldLeavesTheListAndTheDeltaSaysSo() {
    try (var service = RunningService.start()) {
      var issuing = new TestIssuing(service);
      issuing.found();
      var issued = issuing.client("held");
      var serial = issued.certificate().getSerialNumber();
      issuing.revoke(issued, 6);
      eventually(() -> entry(service, "issuing", serial).isPresent());
      // A day later the list on schedule, on which the hold is, becomes the base of deltas.
      service.clock.advance(Duration.ofHours(25));
      eventually(() -> scheduled(service) > 1);
      assertThat(entry(service, "issuing", serial)).isPresent();

      assertThat(issuing.release(issued)).isTrue();
      assertThat(issuing.release(issued)).isFalse();

      eventually(() -> entry(service, "issuing", serial).isEmpty());
      eventually(() ->
          entry(service, "issuing-delta", serial)
              .map(X509CRLEntry::getRevocationReason)
              .filter(CRLReason.REMOVE_FROM_CRL::equals)
              .isPresent());
    }
  }

  private static long scheduled(RunningService service) {
    return service
        .database
        .superuser()
        .sql(
            """
            SELECT count(*) FROM crl
            WHERE authority = 'issuing' AND scheduled AND full_der IS NOT NULL
            """)
        .query(Long.class)
        .single();
  }

  private static Optional<X509CRLEntry> entry(
      RunningService service, String list, BigInteger serial) {
    var answer = service.get("/crl/" + list + ".crl", null);
    if (answer.status() != 200) {
      return Optional.empty();
    }
    try {
      var crl =
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(answer.body()));
      return Optional.ofNullable(crl.getRevokedCertificate(serial));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
