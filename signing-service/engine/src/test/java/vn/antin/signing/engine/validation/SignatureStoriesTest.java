package vn.antin.signing.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.RawPdf;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.revocation.RevocationSource;
import vn.antin.signing.engine.validation.SignatureReport.Known;
import vn.antin.signing.engine.validation.SignatureReport.Trust;
import vn.antin.signing.engine.validation.SignatureReport.ValidityAtSigning;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.coverage.Addition;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** What is said of a signature as its certificate ages, is withdrawn, or was never good. */
final class SignatureStoriesTest {

  private static final Instant SIGNED = TestSigner.NOW;
  private static final Duration YEAR = Duration.ofDays(365);

  private Instant now = SIGNED;
  private final TestAuthority authority = TestAuthority.start(() -> now);
  private final TestSigner official = certified(TestSigner.rsa());
  private final TrustDomain vgca =
      TrustDomain.of("vgca-g2", List.of(authority.root()), List.of(authority.issuing()));

  private TestSigner certified(TestSigner like) {
    return new TestSigner(
        like.keys(),
        authority.certify("CN=Nguyễn Văn An,O=UBND tỉnh,C=VN", like.keys().getPublic()),
        like.algorithm());
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  private byte[] signed(SignatureLevel level) {
    return DssSigner.online(official, authority, SIGNED).pades(RawPdf.onePage().classic(), level);
  }

  private SignatureReport check(
      byte[] file, TrustDomain domain, @Nullable RevocationSource source, Instant when) {
    now = when;
    Validation validation =
        new Validator(TrustDomains.of(domain), source, InstantSource.fixed(when))
            .validate(SignedFile.of("a.pdf", file));
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return ((Validation.Report) validation).signatures().getFirst();
  }

  @Test
  void goodCertificateIsValidAndItsNewsHaveAnAge() {
    byte[] file = signed(SignatureLevel.PAdES_BASELINE_B);
    SignatureReport signature = check(file, vgca, authority.revocation(), SIGNED.plusSeconds(60));

    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.domain()).isEqualTo("vgca-g2");
    assertThat(signature.revocation().state()).isEqualTo(Known.GOOD);
    assertThat(signature.revocation().asOf()).isBetween(SIGNED.minus(YEAR), now);
    assertThat(signature.messages()).containsExactly(ValidationMessage.NO_TIMESTAMP);
  }

  @Test
  void newsFromBeforeTheTimeOfSigningSayNothingOfIt() {
    Instant later = SIGNED.plus(Duration.ofDays(30));
    byte[] file =
        DssSigner.online(official, authority, later)
            .pades(RawPdf.onePage().classic(), SignatureLevel.PAdES_BASELINE_B);

    SignatureReport signature = check(file, vgca, authority.revocation(), SIGNED);

    assertThat(signature.revocation().state()).isEqualTo(Known.NOT_CHECKED);
    assertThat(signature.messages()).contains(ValidationMessage.REVOCATION_NOT_CHECKED);
  }

  @Test
  void nobodyToAskAboutRevocationIsNoFailure() {
    authority.fail(TestAuthority.Service.OCSP);
    authority.fail(TestAuthority.Service.ISSUING_CRL);
    authority.fail(TestAuthority.Service.ROOT_CRL);
    SignatureReport signature =
        check(signed(SignatureLevel.PAdES_BASELINE_B), vgca, authority.revocation(), SIGNED);

    assertThat(signature.revocation().state()).isEqualTo(Known.NOT_CHECKED);
    assertThat(signature.verdict()).isEqualTo(Verdict.VALID);
    assertThat(signature.messages()).contains(ValidationMessage.REVOCATION_NOT_CHECKED);
  }

  @Test
  void certificateWithdrawnBeforeSigningIsRevoked() {
    byte[] file = signed(SignatureLevel.PAdES_BASELINE_T);
    authority.revoke(official.chain().getFirst(), SIGNED.minus(Duration.ofDays(1)));

    SignatureReport signature =
        check(file, vgca, authority.revocation(), SIGNED.plus(Duration.ofDays(2)));

    assertThat(signature.verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(signature.validityAtSigning()).isEqualTo(ValidityAtSigning.REVOKED);
    assertThat(signature.messages()).startsWith(ValidationMessage.CERTIFICATE_REVOKED);
  }

  @Test
  void certificateWithdrawnAfterATimeStampStaysValid() {
    byte[] file = signed(SignatureLevel.PAdES_BASELINE_T);
    authority.revoke(official.chain().getFirst(), SIGNED.plus(Duration.ofDays(1)));

    SignatureReport signature =
        check(file, vgca, authority.revocation(), SIGNED.plus(Duration.ofDays(2)));

    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.revocation().state()).isEqualTo(Known.REVOKED);
    assertThat(signature.messages()).contains(ValidationMessage.REVOKED_AFTER_SIGNING);
  }

  @Test
  void certificateWithdrawnLaterWithoutATimeStampIsRevoked() {
    byte[] file = signed(SignatureLevel.PAdES_BASELINE_B);
    authority.revoke(official.chain().getFirst(), SIGNED.plus(Duration.ofDays(1)));

    assertThat(check(file, vgca, authority.revocation(), SIGNED.plus(Duration.ofDays(2))).verdict())
        .isEqualTo(Verdict.REVOKED);
  }

  @Test
  void expiredCertificateWithoutATimeStampIsUnproven() {
    SignatureReport signature =
        check(signed(SignatureLevel.PAdES_BASELINE_B), vgca, null, end().plusSeconds(3600));

    assertThat(signature.verdict()).isEqualTo(Verdict.UNPROVEN);
    assertThat(signature.messages()).contains(ValidationMessage.CERTIFICATE_EXPIRED_SINCE);
  }

  @Test
  void certificateThatWasNotYetInForceIsNotValid() {
    byte[] file =
        DssSigner.online(official, authority, start().minus(Duration.ofDays(3)))
            .pades(RawPdf.onePage().classic(), SignatureLevel.PAdES_BASELINE_B);

    SignatureReport signature = check(file, vgca, null, SIGNED);

    assertThat(signature.validityAtSigning()).isEqualTo(ValidityAtSigning.NOT_YET_VALID);
    assertThat(signature.verdict()).isEqualTo(Verdict.NOT_VALID_AT_SIGNING);
  }

  @Test
  void longTermDataDoYearsLaterWithoutANetwork() {
    byte[] file = signed(SignatureLevel.PAdES_BASELINE_LT);

    SignatureReport signature = check(file, vgca, null, SIGNED.plus(YEAR));

    assertThat(signature.level()).isEqualTo("PAdES-BASELINE-LT");
    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.revocation().state()).isEqualTo(Known.GOOD);
    assertThat(signature.added())
        .extracting(Addition::kind)
        .containsOnly(Addition.Kind.VALIDATION_DATA);
  }

  @Test
  void archiveTimeStampIsNoChange() {
    byte[] file = signed(SignatureLevel.PAdES_BASELINE_LTA);

    SignatureReport signature = check(file, vgca, null, SIGNED.plus(YEAR));

    assertThat(signature.level()).isEqualTo("PAdES-BASELINE-LTA");
    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.added())
        .allMatch(Addition::allowed)
        .extracting(Addition::kind)
        .contains(Addition.Kind.TIMESTAMP);
  }

  @Test
  void timeStampOfAStrangerProvesNothing() {
    byte[] file = signed(SignatureLevel.PAdES_BASELINE_T);
    TrustDomain withoutIts = TrustDomain.of("official", official.chain().subList(0, 1));

    SignatureReport signature = check(file, withoutIts, null, end().plusSeconds(60));

    assertThat(signature.trust()).isEqualTo(Trust.TRUSTED);
    assertThat(signature.timestamp()).isNotNull();
    assertThat(signature.messages()).contains(ValidationMessage.TIMESTAMP_NOT_TRUSTED);
    assertThat(signature.verdict()).isEqualTo(Verdict.UNPROVEN);
  }

  @Test
  void domainVouchesOnlyWhileItIsInForce() {
    byte[] file = signed(SignatureLevel.PAdES_BASELINE_B);
    TrustDomain ended =
        new TrustDomain(
            "vgca-g1",
            "VGCA G1",
            "VGCA G1",
            "7",
            vgca.anchors(),
            vgca.intermediates(),
            List.of(),
            null,
            SIGNED.plus(Duration.ofDays(10)));

    assertThat(check(file, ended, null, SIGNED.plusSeconds(60)).trust()).isEqualTo(Trust.TRUSTED);
    SignatureReport late = check(file, ended, null, SIGNED.plus(Duration.ofDays(20)));
    assertThat(late.trust()).isEqualTo(Trust.UNTRUSTED);
    assertThat(late.messages()).contains(ValidationMessage.DOMAIN_NOT_IN_FORCE);
  }

  @Test
  void leafAloneIsCompletedFromTheDomain() {
    TestSigner leaf =
        new TestSigner(official.keys(), official.chain().subList(0, 1), official.algorithm());
    byte[] file =
        DssSigner.offline(leaf).pades(RawPdf.onePage().classic(), SignatureLevel.PAdES_BASELINE_B);

    assertThat(check(file, vgca, null, SIGNED).trust()).isEqualTo(Trust.TRUSTED);
    assertThat(check(file, TrustDomain.of("bare", vgca.anchors()), null, SIGNED).trust())
        .isEqualTo(Trust.UNKNOWN);
  }

  private Instant start() {
    return official.chain().getFirst().getNotBefore().toInstant();
  }

  private Instant end() {
    return official.chain().getFirst().getNotAfter().toInstant();
  }
}
