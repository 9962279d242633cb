package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.engine.ades.Signing.LETTER;
import static vn.antin.signing.engine.ades.Signing.document;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.ades.AdesRequest.JadesForm;
import vn.antin.signing.engine.ades.AdesRequest.XadesPackaging;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningAlgorithm.Scheme;

/** Every algorithm in every format: signed and intact, or refused where the format has no name. */
final class AlgorithmsTest {

  private static final NamedDocument XML = document("a.xml", "<a/>");

  @ParameterizedTest
  @EnumSource(value = SigningAlgorithm.class, names = "ML_DSA_65", mode = Mode.EXCLUDE)
  void xmlSignature(SigningAlgorithm algorithm) {
    TestSigner official = TestSigner.with(algorithm);
    AdesRequest request =
        new AdesRequest.Xades(official.signer(), Level.B_B, Claims.NONE, XadesPackaging.ENVELOPED);
    boolean named =
        switch (algorithm.scheme()) {
          case RSA_PKCS1 -> !algorithm.digest().startsWith("SHA3");
          case RSA_PSS, ECDSA, ED25519 -> true;
          case ML_DSA -> false;
        };

    check(official, request, XML, named);
  }

  @ParameterizedTest
  @EnumSource(value = SigningAlgorithm.class, names = "ML_DSA_65", mode = Mode.EXCLUDE)
  void cmsSignature(SigningAlgorithm algorithm) {
    TestSigner official = TestSigner.with(algorithm);
    AdesRequest request =
        new AdesRequest.Cades(official.signer(), Level.B_B, Claims.NONE, true, false);

    check(official, request, LETTER, algorithm.scheme() != Scheme.ML_DSA);
  }

  @ParameterizedTest
  @EnumSource(value = SigningAlgorithm.class, names = "ML_DSA_65", mode = Mode.EXCLUDE)
  void jsonSignature(SigningAlgorithm algorithm) {
    TestSigner official = TestSigner.with(algorithm);
    AdesRequest request =
        new AdesRequest.Jades(official.signer(), Level.B_B, Claims.NONE, JadesForm.JSON, false);
    boolean named = algorithm.scheme() != Scheme.ML_DSA && !algorithm.digest().startsWith("SHA3");

    check(official, request, LETTER, named);
  }

  private static void check(
      TestSigner official, AdesRequest request, NamedDocument document, boolean named) {
    if (named) {
      Signing.assertIntact(
          Signing.read(Signing.signed(official, request, document), document.name()),
          1,
          "BASELINE-B");
    } else {
      assertThat(new AdesSigner(() -> TestSigner.NOW, null).prepare(List.of(document), request))
          .isInstanceOfSatisfying(
              Preparation.Refused.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(Preparation.Reason.ALGORITHM_NOT_ALLOWED));
    }
  }
}
