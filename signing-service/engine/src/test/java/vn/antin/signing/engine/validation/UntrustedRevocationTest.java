package vn.antin.signing.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.antin.signing.engine.RawPdf;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Behaviour;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.revocation.RevocationData;
import vn.antin.signing.engine.revocation.RevocationData.Status;
import vn.antin.signing.engine.revocation.RevocationSource;
import vn.antin.signing.engine.validation.SignatureReport.Known;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** News of withdrawn certificates that no authority vouches for decide nothing. */
final class UntrustedRevocationTest {

  private static final Instant SIGNED = TestSigner.NOW;
  private static final Instant LATER = SIGNED.plusSeconds(60);

  private Instant now = SIGNED;
  private final TestAuthority authority = TestAuthority.start(() -> now);
  private final TestSigner official = authority.signer(TestSigner.rsa());
  private final byte[] file =
      DssSigner.online(official, authority, SIGNED)
          .pades(RawPdf.onePage().classic(), SignatureLevel.PAdES_BASELINE_B);

  @AfterEach
  void stop() {
    authority.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {"WRONG_PURPOSE", "BAD_SIGNATURE"})
  void strangerCannotWithdrawACertificate(Behaviour behaviour) throws Exception {
    authority.revoke(certificate(), SIGNED.minus(Duration.ofDays(1)));
    SignatureReport signature = check(response(behaviour), List.of());

    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.revocation().state()).isEqualTo(Known.NOT_CHECKED);
    assertThat(signature.messages()).contains(ValidationMessage.REVOCATION_NOT_CHECKED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {"WRONG_PURPOSE", "BAD_SIGNATURE"})
  void strangerCannotVouchForACertificate(Behaviour behaviour) throws Exception {
    SignatureReport signature = check(response(behaviour), List.of());

    assertThat(signature.revocation().state()).isEqualTo(Known.NOT_CHECKED);
  }

  @Test
  void listOfTheAuthorityCountsWhateverAStrangerSays() throws Exception {
    byte[] good = response(Behaviour.WRONG_PURPOSE);
    authority.revoke(certificate(), SIGNED.minus(Duration.ofDays(1)));

    SignatureReport signature = check(good, List.of(list(Behaviour.NORMAL)));

    assertThat(signature.verdict()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void listThatNobodySignedIsNone() throws Exception {
    authority.revoke(certificate(), SIGNED.minus(Duration.ofDays(1)));

    SignatureReport signature =
        check(response(Behaviour.WRONG_PURPOSE), List.of(list(Behaviour.BAD_SIGNATURE)));

    assertThat(signature.revocation().state()).isEqualTo(Known.NOT_CHECKED);
    assertThat(signature.verdict()).isEqualTo(Verdict.VALID);
  }

  private X509Certificate certificate() {
    return official.chain().getFirst();
  }

  private SignatureReport check(byte[] response, List<byte[]> lists) {
    RevocationSource believesAnything =
        (asked, _, _) ->
            asked.equals(certificate())
                ? new RevocationData(
                    Status.UNKNOWN,
                    Status.UNKNOWN,
                    List.of(response),
                    lists,
                    LATER,
                    Duration.ZERO,
                    null,
                    List.of(),
                    "")
                : RevocationData.unknown("not asked");
    TrustDomain domain =
        TrustDomain.of("test", List.of(authority.root()), List.of(authority.issuing()));
    Validation validation =
        new Validator(TrustDomains.of(domain), believesAnything, InstantSource.fixed(LATER))
            .validate(SignedFile.of("a.pdf", file));
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return ((Validation.Report) validation).signatures().getFirst();
  }

  /** Made after the signature, as only such say anything of it. */
  private byte[] response(Behaviour behaviour) throws Exception {
    now = LATER;
    authority.behave(Service.OCSP, behaviour);
    byte[] question =
        new OCSPReqBuilder()
            .addRequest(
                new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(authority.issuing()),
                    certificate().getSerialNumber()))
            .build()
            .getEncoded();
    return send(
        HttpRequest.newBuilder(authority.address(Service.OCSP))
            .POST(HttpRequest.BodyPublishers.ofByteArray(question))
            .build());
  }

  private byte[] list(Behaviour behaviour) throws Exception {
    now = LATER;
    authority.behave(Service.ISSUING_CRL, behaviour);
    return send(HttpRequest.newBuilder(authority.address(Service.ISSUING_CRL)).build());
  }

  private static byte[] send(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }
}
