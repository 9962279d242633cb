package vn.antin.signing.authority.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.signing.TestSigning.eventually;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import vn.antin.signing.RunningService;
import vn.antin.signing.authority.TestIssuing;
import vn.antin.signing.certificate.Issued;

/** An authority that issues no more still owes an answer about everything it issued. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RetiredAuthorityTest {
  private static RunningService service;
  private static TestIssuing issuing;
  private static Issued good;
  private static Issued bad;

  @BeforeAll
  static void retire() {
    service = RunningService.start();
    issuing = new TestIssuing(service);
    issuing.found();
    good = issuing.client("good");
    bad = issuing.client("bad");
    eventually(() -> !responders().isEmpty());
    sql("UPDATE certification_authority SET state = 'retired' WHERE name = 'issuing'");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void sql(String statement) {
    service.database.superuser().sql(statement).update();
  }

  private static List<String> responders() {
    return service
        .database
        .superuser()
        .sql("SELECT serial_number FROM ocsp_responder ORDER BY valid_to DESC")
        .query((row, _) -> String.valueOf(row.getString(1)))
        .list();
  }

  private static boolean listed(Issued issued) {
    try {
      var list =
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(
                      new ByteArrayInputStream(service.get("/crl/issuing.crl", null).body()));
      list.verify(issued.issuers().getFirst().getPublicKey());
      return list.getRevokedCertificate(issued.certificate().getSerialNumber()) != null;
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer made at the question, because of its nonce. */
  private static BasicOCSPResp answer(Issued issued) throws Exception {
    var id =
        new CertificateID(
            new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
            new JcaX509CertificateHolder(issued.issuers().getFirst()),
            issued.certificate().getSerialNumber());
    var nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    var question =
        new OCSPReqBuilder()
            .addRequest(id)
            .setRequestExtensions(
                new Extensions(
                    new Extension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                        false,
                        new DEROctetString(new DEROctetString(nonce).getEncoded()))))
            .build();
    var said =
        service.send(
            service
                .request("/ocsp", null)
                .header("Content-Type", "application/ocsp-request")
                .POST(BodyPublishers.ofByteArray(question.getEncoded())));
    return (BasicOCSPResp) new OCSPResp(said.body()).getResponseObject();
  }

  @Test
  @Order(1)
  void itIssuesNothingMore() {
    assertThatThrownBy(() -> issuing.client("late")).isInstanceOf(RuntimeException.class);
  }

  @Test
  @Order(2)
  void itGetsNewRespondersAndAnswers() throws Exception {
    var before = responders();
    sql("UPDATE ocsp_responder SET valid_to = now() - interval '1 hour'");

    eventually(() -> !responders().isEmpty() && !before.containsAll(responders()));

    var said = answer(good);
    assertThat(said.getResponses()[0].getCertStatus()).isNull();
    var signer = said.getCerts()[0];
    assertThat(signer.getSerialNumber().toString(16)).isEqualTo(responders().getFirst());
    assertThat(said.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer)))
        .isTrue();
    assertThat(
            signer.isSignatureValid(
                new JcaContentVerifierProviderBuilder()
                    .build(good.issuers().getFirst().getPublicKey())))
        .isTrue();
  }

  @Test
  @Order(3)
  void whatItTakesBackIsToldByAnswersAndLists() throws Exception {
    assertThat(issuing.revoke(bad, 1)).isTrue();

    assertThat(answer(bad).getResponses()[0].getCertStatus())
        .isInstanceOf(org.bouncycastle.cert.ocsp.RevokedStatus.class);
    eventually(() -> service.get("/crl/issuing.crl", null).status() == 200 && listed(bad));
  }

  @Test
  @Order(4)
  void listsGoOnByTheirSchedule() {
    var before = lists();
    service.clock.advance(Duration.ofHours(25));

    eventually(() -> lists() > before);
  }

  private static long lists() {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM crl WHERE authority = 'issuing' AND full_der IS NOT NULL")
        .query(Long.class)
        .single();
  }

  @Test
  @Order(5)
  void whenTheLastCertificateHasEndedNoResponderIsMadeAnyMore() {
    sql("UPDATE issued_certificate SET valid_to = now() - interval '1 day'");
    sql("UPDATE ocsp_responder SET valid_to = now() - interval '1 hour'");
    var certified = certified();

    for (var i = 0; i < 3; i++) {
      sql("UPDATE ocsp_turn SET taken_until = now() - interval '2 days'");
      service.bean(AnswersAhead.class).make();
    }

    assertThat(certified()).isEqualTo(certified);
  }

  private static long certified() {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM issued_certificate WHERE profile = 'ocsp-responder'")
        .query(Long.class)
        .single();
  }
}
