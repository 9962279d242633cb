package vn.antin.signing.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.InstantSource;
import java.util.List;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/**
 * Foreign bytes of any format end in a report or a reason, never in an exception, and what nobody
 * signed is never valid. The corpus runs in every build; {@code JAZZER_FUZZ=1} looks for more.
 */
final class ValidationFuzzTest {

  private final Validator validator =
      new Validator(
          TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT))),
          InstantSource.fixed(TestSigner.NOW));

  @FuzzTest
  void fileEndsInAVerdict(byte[] file) {
    switch (validator.validate(SignedFile.of("fuzz", file))) {
      case Validation.Report report ->
          assertThat(report.signatures())
              .noneMatch(s -> s.verdict() == SignatureReport.Verdict.VALID);
      case Validation.Refused refused -> assertThat(refused.detail()).isNotNull();
    }
  }

  /** The bytes as a signature over something else, so that the ASN.1 reader meets all of them. */
  @FuzzTest
  void signatureInAsn1EndsInAVerdict(byte[] cms) {
    byte[] file = new byte[cms.length + 2];
    file[0] = 0x30;
    file[1] = (byte) 0x80;
    System.arraycopy(cms, 0, file, 2, cms.length);
    SignedFile signed =
        new SignedFile("a.p7s", file, List.of(SignedFile.of("a.txt", new byte[] {1})));

    assertThat(validator.validate(signed)).isNotNull();
  }
}
