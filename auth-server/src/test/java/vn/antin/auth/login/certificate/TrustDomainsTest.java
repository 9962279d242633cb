package vn.antin.auth.login.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.login.certificate.CertificateCheck.Reason;
import vn.antin.auth.login.certificate.CertificateLogin.RevocationCheck;
import vn.antin.auth.login.certificate.TestAuthority.Holder;
import vn.antin.auth.login.certificate.TestAuthority.Order;
import vn.antin.auth.outbound.Outbound;

/** Which certificates are believed; authority, revocation list and OCSP responder are real. */
@AuthServerTest
final class TrustDomainsTest {
  private static final String SUBJECT =
      "UID=CCCD:001099012345, UID=MST:0400260612, CN=Nguyễn Văn An, C=VN";

  @Autowired private Outbound outbound;
  @TempDir private Path folder;
  private TestAuthority root;
  private TestAuthority issuing;
  private Instant now = Instant.now();

  @BeforeEach
  void found() {
    root = TestAuthority.root("Root");
    issuing = root.subordinate("Issuing");
  }

  @AfterEach
  void close() {
    root.close();
    issuing.close();
  }

  @Test
  void certificateThatComesAloneIsCompletedFromTheKnownAuthorities() {
    TrustDomains domains = domains(RevocationCheck.ANY, true);
    assertThat(domains.check(List.of(issuing.issue(SUBJECT).certificate())))
        .isInstanceOfSatisfying(
            CertificateCheck.Accepted.class,
            accepted -> {
              assertThat(accepted.domain()).isEqualTo("state");
              assertThat(domains.nationalIds(accepted)).containsExactly("001099012345");
            });
  }

  @Test
  void nationalIdIsBelievedOfNamedAuthoritiesOnly() {
    TrustDomains domains = domains(RevocationCheck.ANY, false);
    assertThat(domains.check(List.of(issuing.issue(SUBJECT).certificate())))
        .isInstanceOfSatisfying(
            CertificateCheck.Accepted.class,
            accepted -> assertThat(domains.nationalIds(accepted)).isEmpty());
  }

  @Test
  void severalNationalIdsAreAllFound() {
    Holder strange =
        issuing.issue("UID=CCCD:001099012345, UID=CCCD:001099012346, UID=CCCD:12, CN=An");
    assertThat(SubjectIds.nationalIds(strange.certificate()))
        .containsExactlyInAnyOrder("001099012345", "001099012346");
  }

  @Test
  void nothingShownIsRefused() {
    assertRefused(domains(RevocationCheck.ANY, false).check(List.of()), Reason.NONE);
  }

  @Test
  void certificateOfAnUnknownAuthorityIsRefusedAndNobodyIsAskedAboutIt() {
    try (TestAuthority stranger = TestAuthority.root("Root")) {
      assertRefused(check(stranger.issue(SUBJECT), RevocationCheck.ANY), Reason.UNTRUSTED);
      assertThat(stranger.questions() + stranger.listsGiven()).isZero();
    }
  }

  @Test
  void certificateIsRefusedBeforeAndAfterItsTime() {
    Instant start = Instant.now();
    Holder past =
        new Order(SUBJECT)
            .between(start.minus(Duration.ofDays(9)), start.minus(Duration.ofMinutes(1)))
            .by(issuing);
    Holder future =
        new Order(SUBJECT)
            .between(start.plus(Duration.ofMinutes(5)), start.plus(Duration.ofDays(9)))
            .by(issuing);
    assertRefused(check(past, RevocationCheck.ANY), Reason.EXPIRED);
    assertRefused(check(future, RevocationCheck.ANY), Reason.EXPIRED);
  }

  @Test
  void certificateForAnotherUseIsRefused() {
    Holder server = new Order(SUBJECT).purposes(KeyPurposeId.id_kp_serverAuth).by(issuing);
    Holder cipher = new Order(SUBJECT).usage(KeyUsage.keyEncipherment).by(issuing);
    Holder authority = new Order(SUBJECT).authority().by(issuing);
    for (Holder other : List.of(server, cipher, authority)) {
      assertRefused(check(other, RevocationCheck.ANY), Reason.WRONG_USE);
    }
    Holder unlimited = new Order(SUBJECT).purposes((KeyPurposeId[]) null).by(issuing);
    assertAccepted(check(unlimited, RevocationCheck.ANY));
  }

  @Test
  void revokedCertificateIsRefusedByResponderAndByList() {
    for (RevocationCheck way : RevocationCheck.values()) {
      Holder official = issuing.issue(SUBJECT);
      issuing.revoke(official.certificate());
      assertRefused(check(official, way), Reason.REVOKED);
    }
  }

  @Test
  void everyWayTellsThatACertificateIsGood() {
    for (RevocationCheck way : RevocationCheck.values()) {
      assertAccepted(check(issuing.issue(SUBJECT), way));
    }
  }

  @Test
  void listIsReadWhereTheResponderIsNotNamed() {
    Holder listed = new Order(SUBJECT).tellingRevocationBy(true, false).by(issuing);
    assertAccepted(check(listed, RevocationCheck.ANY));
    assertThat(issuing.listsGiven()).isOne();
    assertRefused(check(listed, RevocationCheck.OCSP), Reason.UNCHECKED);
  }

  @Test
  void certificateThatSaysNothingAboutRevocationIsRefused() {
    Holder silent = new Order(SUBJECT).tellingRevocationBy(false, false).by(issuing);
    assertRefused(check(silent, RevocationCheck.ANY), Reason.UNCHECKED);
  }

  @Test
  void unreachableAuthorityMeansRefusal() {
    Holder official = issuing.issue(SUBJECT);
    issuing.hide();
    for (RevocationCheck way : RevocationCheck.values()) {
      assertRefused(check(official, way), Reason.UNCHECKED);
    }
  }

  @Test
  void revocationSignedBySomebodyElseIsNotBelieved() {
    try (TestAuthority other = TestAuthority.root("Other")) {
      Holder official = issuing.issue(SUBJECT);
      issuing.signRevocationAs(other);
      for (RevocationCheck way : RevocationCheck.values()) {
        assertRefused(check(official, way), Reason.UNCHECKED);
      }
    }
  }

  @Test
  void authorityThatWasRevokedTakesItsCertificatesAlong() {
    Holder official = issuing.issue(SUBJECT);
    root.revoke(issuing.certificate());
    assertRefused(check(official, RevocationCheck.CRL), Reason.REVOKED);
  }

  @Test
  void answersAreKeptForAWhileAndAskedForAgainAfterIt() {
    TrustDomains domains = domains(RevocationCheck.OCSP, false);
    Holder official = issuing.issue(SUBJECT);
    assertAccepted(domains.check(List.of(official.certificate())));
    assertAccepted(domains.check(List.of(official.certificate())));
    assertThat(issuing.questions()).isOne();
    issuing.revoke(official.certificate());
    now = now.plus(Duration.ofMinutes(6));
    assertRefused(domains.check(List.of(official.certificate())), Reason.REVOKED);
  }

  @Test
  void listInForceBridgesAnOutageUntilItsEnd() {
    TrustDomains domains = domains(RevocationCheck.CRL, false);
    Holder official = issuing.issue(SUBJECT);
    issuing.listsEndAfter(Duration.ofHours(2));
    assertAccepted(domains.check(List.of(official.certificate())));
    issuing.hide();
    now = now.plus(Duration.ofHours(1));
    assertAccepted(domains.check(List.of(official.certificate())));
    now = now.plus(Duration.ofHours(2));
    assertRefused(domains.check(List.of(official.certificate())), Reason.UNCHECKED);
  }

  @Test
  void fileWithoutCertificatesStopsTheStart() {
    assertThatThrownBy(() ->
            new TrustDomain(
                "state", domain(folder.resolve("missing.pem"), null, RevocationCheck.ANY)))
        .isInstanceOf(CertificateSetupException.class)
        .hasMessageContaining("antin.certificate-login.domains.state.anchors");
  }

  private CertificateCheck check(Holder holder, RevocationCheck way) {
    return domains(way, false).check(List.of(holder.certificate()));
  }

  private TrustDomains domains(RevocationCheck way, boolean nationalId) {
    CertificateLogin.Domain known = domain(root.write(folder), issuing.write(folder), way);
    CertificateLogin.Domain domain =
        new CertificateLogin.Domain(
            known.anchors(),
            known.intermediates(),
            way,
            List.of(),
            null,
            nationalId,
            known.extendedKeyUsages(),
            Set.of());
    CertificateLogin settings =
        new CertificateLogin(
            Map.of("state", domain),
            Duration.ofMinutes(3),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            DataSize.ofMegabytes(1));
    InstantSource clock = () -> now;
    return new TrustDomains(
        settings,
        new RevocationLists(outbound, settings, clock),
        new OcspAnswers(outbound, settings, clock),
        clock);
  }

  private static CertificateLogin.Domain domain(
      Path anchors, @Nullable Path intermediates, RevocationCheck way) {
    return new CertificateLogin.Domain(
        anchors, intermediates, way, List.of(), null, false, Set.of("1.3.6.1.5.5.7.3.2"), Set.of());
  }

  private static void assertAccepted(CertificateCheck check) {
    assertThat(check).isInstanceOf(CertificateCheck.Accepted.class);
  }

  private static void assertRefused(CertificateCheck check, Reason reason) {
    assertThat(check).isEqualTo(new CertificateCheck.Refused(reason));
  }
}
