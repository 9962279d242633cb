package vn.antin.signing.engine.pades;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.token.SigningAlgorithm;

/** Documents signed with each algorithm, judged by DSS. */
final class PadesAlgorithmsTest {

  private final byte[] pdf = TestPdfs.pages(1);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ML_DSA_65") // DSS 6.4 does not know it
  void signatureOfEachAlgorithmIsIntactForDss(SigningAlgorithm algorithm) {
    byte[] signed = TestSigner.with(algorithm).signed(pdf);

    assertThat(DssVerdict.of(signed, TestSigner.NOW, TestSigner.ROOT).signatures())
        .singleElement()
        .returns("PAdES-BASELINE-B", DssVerdict.Signature::level)
        .returns(true, DssVerdict.Signature::intact);
  }
}
