package vn.antin.signing.authority.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestSigning.eventually;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.Peer;
import vn.antin.signing.RunningService;
import vn.antin.signing.authority.TestIssuing;
import vn.antin.signing.certificate.Issued;

final class CrlTest {
  private static final String FULL = "/crl/issuing.crl";
  private static final String DELTA = "/crl/issuing-delta.crl";

  private static RunningService service;
  private static TestIssuing issuing;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    issuing = new TestIssuing(service);
    issuing.found();
    eventually(() -> service.get(FULL, null).status() == 200);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static X509CRL list(String path) {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(service.get(path, null).body()));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger number(String path, boolean base) {
    try {
      var extension =
          new X509CRLHolder(service.get(path, null).body())
              .getExtension(base ? Extension.deltaCRLIndicator : Extension.cRLNumber);
      return CRLNumber.getInstance(extension.getParsedValue()).getCRLNumber();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean listed(String path, Issued issued) {
    return list(path).getRevokedCertificate(issued.certificate().getSerialNumber()) != null;
  }

  @Test
  void aRevokedCertificateIsOnBothListsWithinSeconds() throws Exception {
    var issued = issuing.client("revoked");
    var before = number(FULL, false);
    assertThat(listed(FULL, issued)).isFalse();

    assertThat(issuing.revoke(issued, 1)).isTrue();
    assertThat(issuing.revoke(issued, 4)).as("for good is for good").isFalse();

    eventually(() -> listed(FULL, issued));
    var list = list(FULL);
    list.verify(issued.issuers().get(0).getPublicKey());
    assertThat(number(FULL, false)).isGreaterThan(before);
    assertThat(listed(DELTA, issued)).isTrue();
    assertThat(number(DELTA, true)).isLessThan(number(DELTA, false));
    assertThat(list.getCriticalExtensionOIDs()).containsExactly("2.5.29.28");
    assertThat(list(DELTA).getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.27", "2.5.29.28");
    assertThat(list.getNextUpdate()).isAfter(list.getThisUpdate());
  }

  @Test
  void opensslAndGnutlsReadTheListAndRefuseWhatIsOnIt() throws Exception {
    Peer.need("openssl", "openssl");
    var sound = issuing.client("sound");
    var revoked = issuing.client("openssl");
    issuing.revoke(revoked, 5);
    eventually(() -> listed(FULL, revoked));
    eventually(() -> service.get("/crl/root.crl", null).status() == 200);
    var issuer = Peer.pem(sound.issuers().get(0));
    var root = Peer.pem(sound.issuers().get(1));
    var crl = Peer.file(service.get(FULL, null).body());
    var pem = crl + ".pem";

    assertThat(Peer.run("openssl", "crl", "-inform", "DER", "-in", crl, "-out", pem).exit())
        .isZero();
    assertThat(
            Peer.run("openssl", "crl", "-in", pem, "-CAfile", issuer, "-noout", "-verify").text())
        .contains("verify OK");
    String[] verify = {
      "openssl",
      "verify",
      "-crl_check",
      "-x509_strict",
      "-CAfile",
      root,
      "-untrusted",
      issuer,
      "-CRLfile",
      pem,
      ""
    };
    verify[verify.length - 1] = Peer.pem(sound.certificate());
    var fine = Peer.run(verify);
    assertThat(fine.exit()).as(fine.text()).isZero();
    verify[verify.length - 1] = Peer.pem(revoked.certificate());
    assertThat(Peer.run(verify).text()).contains("certificate revoked");
    Peer.need("certtool", "gnutls-bin");
    var said =
        Peer.run("certtool", "--verify-crl", "--load-ca-certificate", issuer, "--infile", pem);
    assertThat(said.text()).contains("Verified");
  }

  @Test
  void cachesAreToldWhatTheyNeed() {
    var answer = service.get(FULL, null);
    var tag = answer.headers().firstValue("ETag").orElseThrow();

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pkix-crl");
    assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
        .contains("max-age=60", "public");
    assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
    var again = service.send(service.request(FULL, null).header("If-None-Match", tag).GET());
    assertThat(again.status()).isIn(200, 304);
    if (again.status() == 200) {
      assertThat(again.headers().firstValue("ETag")).isNotEqualTo(java.util.Optional.of(tag));
    }
    assertThat(service.get("/ca/issuing.crt", null).body())
        .isEqualTo(encoded(issuing.client("chain")));
    assertThat(service.get("/crl/nobody.crl", null).status()).isEqualTo(404);
    assertThat(service.get("/ca/nobody.crt", null).status()).isEqualTo(404);
  }

  private static byte[] encoded(Issued issued) {
    try {
      return issued.issuers().get(0).getEncoded();
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyUseOfTheKeyIsWrittenDownBeforeAndAfter() {
    Answer answer = service.get(FULL, null);
    assertThat(answer.status()).isEqualTo(200);
    var counts =
        service
            .database
            .superuser()
            .sql(
                """
                SELECT count(*) FILTER (WHERE type = 'authority.crl-intended') -
                  count(*) FILTER (WHERE type = 'authority.crl-made') FROM audit.entry
                """)
            .query(Long.class)
            .single();
    assertThat(counts).isBetween(0L, 2L);
  }

  @Test
  void aNumberWhoseMakingNobodyFinishedIsReportedAndNotUsedAgain() {
    // Made, so that nothing is wanted of this authority any more.
    eventually(() -> service.get("/crl/root.crl", null).status() == 200);
    service
        .database
        .superuser()
        .sql(
            """
            INSERT INTO crl (authority, number, state, this_update, scheduled, entries)
            VALUES ('root', 900, 'intended', now() - interval '1 hour', false, 0)
            """)
        .update();
    eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM crl WHERE number = 900 AND state = 'unknown'")
                .query(Long.class)
                .single()
            == 1);
    assertThat(
            service
                .database
                .superuser()
                .sql("SELECT count(*) FROM audit.entry WHERE type = 'authority.crl-unknown'")
                .query(Long.class)
                .single())
        .isPositive();
    // The node may have died with a revocation that no list has told.
    eventually(() -> number("/crl/root.crl", false).intValueExact() > 900);
  }
}
