package vn.antin.signing.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Peer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.problem.SigningException;

final class IssuingTest {
  private static RunningService service;
  private static TestIssuing issuing;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    issuing = new TestIssuing(service);
    issuing.found();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static List<String> audited(String object) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :object ORDER BY id")
        .param("object", object)
        .query((row, _) -> String.valueOf(row.getString(1)))
        .list();
  }

  private static String state(Issued issued) {
    return service
        .database
        .superuser()
        .sql("SELECT state FROM issued_certificate WHERE serial_number = :serial")
        .param("serial", TestIssuing.serial(issued))
        .query(String.class)
        .single();
  }

  @Test
  void aCertificateIsWrittenDownBeforeAndAfter() {
    var issued = issuing.client("before-and-after");

    assertThat(state(issued)).isEqualTo("issued");
    assertThat(audited(TestIssuing.serial(issued)))
        .containsExactly("authority.certificate-intended", "authority.certificate-signed");
  }

  @Test
  void opensslAndGnutlsFindNothingWrong() throws Exception {
    Peer.need("openssl", "openssl");
    var issued = issuing.client("peers");
    var leaf = Peer.pem(issued.certificate());
    var issuer = Peer.pem(issued.issuers().get(0));
    var root = Peer.pem(issued.issuers().get(1));

    var said =
        Peer.run(
            "openssl",
            "verify",
            "-x509_strict",
            "-purpose",
            "sslclient",
            "-CAfile",
            root,
            "-untrusted",
            issuer,
            leaf);
    assertThat(said.exit()).as(said.text()).isZero();
    Peer.need("certtool", "gnutls-bin");
    var chain = Peer.pem(issued.certificate(), issued.issuers().get(0), issued.issuers().get(1));
    var verified =
        Peer.run("certtool", "--verify", "--load-ca-certificate", root, "--infile", chain);
    assertThat(verified.text()).contains("Chain verification output: Verified");
  }

  @Test
  void whatTheRulesFindIsRefusedWithReasonsAndNeverSigned() throws Exception {
    var before = count();
    var weak =
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new java.security.spec.RSAPublicKeySpec(
                    ((RSAPublicKey) rsa()).getModulus(), java.math.BigInteger.valueOf(3)));

    assertThatThrownBy(() -> issuing.client("weak", weak))
        .isInstanceOfSatisfying(
            SigningException.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo("certificate-refused");
              assertThat(String.valueOf(refused.facts().get("reasons"))).contains("rsa-exponent");
            });
    assertThat(count()).isEqualTo(before);
    assertThat(
            service
                .database
                .superuser()
                .sql(
                    """
                    SELECT facts ->> 'rules' FROM audit.entry
                    WHERE type = 'authority.certificate-refused' ORDER BY id DESC LIMIT 1
                    """)
                .query(String.class)
                .single())
        .isEqualTo("rsa-exponent");
  }

  private static java.security.PublicKey rsa() throws Exception {
    return java.security.KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
  }

  private static long count() {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM issued_certificate WHERE profile = 'tls-client'")
        .query(Long.class)
        .single();
  }

  @Test
  void aKeyThatWasCompromisedIsNotCertifiedAgain() {
    var key = TestIssuing.key();
    var first = issuing.client("first", key);
    assertThat(issuing.client("again", key).certificate()).isNotEqualTo(first.certificate());
    assertThat(issuing.revoke(first, 1)).isTrue();

    assertThatThrownBy(() -> issuing.client("compromised", key))
        .hasMessageContaining("not-entered");
  }

  @Test
  void anIntentWithoutAnOutcomeIsReportedAndNotRepeated() {
    var issued = issuing.client("interrupted");
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE issued_certificate SET state = 'intended', certificate = NULL,
              intended_at = intended_at - interval '10 minutes' WHERE serial_number = :serial
            """)
        .param("serial", TestIssuing.serial(issued))
        .update();

    TestSigning.eventually(() -> "unknown".equals(state(issued)));
    assertThat(audited(TestIssuing.serial(issued))).contains("authority.certificate-unknown");
  }

  @Test
  void administratorsSeeTheAuthorities() {
    var steps = new TestSigning(service);
    TestSigning.eventually(() ->
        service
            .get("/authority", steps.administrator(CHAIRMAN, PROVINCE))
            .json()
            .path("items")
            .path(0)
            .has("list"));
    var answer = service.get("/authority", steps.administrator(CHAIRMAN, PROVINCE));

    assertThat(answer.text())
        .contains("\"name\":\"issuing\"", "\"name\":\"root\"", "\"state\":\"active\"");
    assertThat(service.get("/authority", steps.administrator(CHAIRMAN)).status()).isEqualTo(403);
    assertThat(service.get("/authority", steps.official(CHAIRMAN)).status()).isEqualTo(403);
    assertThat(service.get("/authority", null).status()).isEqualTo(401);
  }
}
