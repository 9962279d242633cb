package vn.antin.signing.certificate.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.TestSigning.eventually;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.RunningService;
import vn.antin.signing.authority.TestIssuing;
import vn.antin.signing.certificate.CertificateWish;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.web.Caller;

/** A node that dies between the authority's signature and the credential's completion. */
final class InterruptedOrdersTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start("antin.certificates.key=ec-p256");
    new TestIssuing(service).found();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** As a kill: nothing that follows is done, and the transaction never commits. */
  private static final class Killed extends Error {
    @java.io.Serial private static final long serialVersionUID = 1L;
  }

  private static Order order() {
    var caller =
        new Caller.Person(new OfficialId(CHAIRMAN), "admin-ui", List.of(new UnitId(PROVINCE)));
    var order =
        service
            .bean(TransactionOperations.class)
            .execute(_ ->
                service
                    .bean(Orders.class)
                    .first(caller, new Holder.Personal(new OfficialId(VILLAGER)), null)
                    .orElseThrow());
    assertThat(order).isNotNull();
    return order;
  }

  private static void age(Order order) {
    service
        .database
        .superuser()
        .sql("UPDATE credential SET created_at = created_at - interval '1 hour' WHERE id = :id")
        .param("id", order.id().value())
        .update();
  }

  private static List<String> column(String statement, Object order) {
    return service
        .database
        .superuser()
        .sql(statement)
        .param("order", order)
        .query((row, _) -> String.valueOf(row.getString(1)))
        .list();
  }

  private static List<String> audited(String object) {
    return column("SELECT type FROM audit.entry WHERE object = :order ORDER BY id", object);
  }

  private static X509CRL list() {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(service.get("/crl/issuing.crl", null).body()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatTheAuthoritySignedForNobodyIsTakenBackWithTheOrder() {
    var order = order();
    assertThatThrownBy(() ->
            service
                .bean(Orders.class)
                .carryOut(
                    order,
                    () -> {
                      throw new Killed();
                    }))
        .isInstanceOf(Killed.class);
    var serials =
        column(
            """
            SELECT serial_number FROM issued_certificate
            WHERE credential_id = :order AND state = 'issued'
            """,
            order.id().value());
    assertThat(serials).hasSize(1);
    age(order);

    eventually(() -> {
      service.bean(Orders.class).reconcile();
      return !audited(order.id().toString()).equals(List.of("certificate.requested"));
    });

    assertThat(column("SELECT state FROM credential WHERE id = :order", order.id().value()))
        .containsExactly("failed");
    assertThat(audited(order.id().toString()))
        .startsWith("certificate.requested", "certificate.interrupted");
    assertThat(audited(serials.getFirst()))
        .containsExactly(
            "authority.certificate-intended",
            "authority.certificate-signed",
            "authority.certificate-revoked");
    assertThat(
            column(
                "SELECT reason FROM certificate_revocation WHERE serial_number = :order",
                serials.getFirst()))
        .containsExactly("5");
    eventually(() -> service.get("/crl/issuing.crl", null).status() == 200);
    eventually(() -> list().getRevokedCertificate(new BigInteger(serials.getFirst(), 16)) != null);
    eventually(() -> audited(order.id().toString()).contains("certificate.key-destroyed"));
    assertThat(audited(order.id().toString()))
        .containsExactly(
            "certificate.requested", "certificate.interrupted", "certificate.key-destroyed");
    assertThat(service.bean(Keys.class).find(new KeyLabel(Credentials.keyLabel(order.id()))))
        .isEmpty();
  }

  @Test
  void anAuthorityThatIsAskedAfterTheOrderWasGivenUpSignsNothing() {
    var order = order();
    age(order);
    eventually(() -> {
      service.bean(Orders.class).reconcile();
      return audited(order.id().toString()).contains("certificate.interrupted");
    });

    assertThatThrownBy(() ->
            order
                .authority()
                .issue(new CertificateWish(order.id(), order.holder(), TestIssuing.key())))
        .hasMessageContaining("not-awaited");

    assertThat(
            column(
                "SELECT state FROM issued_certificate WHERE credential_id = :order",
                order.id().value()))
        .isEmpty();
  }
}
