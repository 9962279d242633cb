package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is stored between preparing and completing. */
final class PreparedSignatureTest {

  private final TestSigner official = TestSigner.ec(256);
  private final PreparedSignature prepared =
      new PreparedSignature(
          "test", official.signer(), new byte[] {1, 2}, Hash.sha256(new byte[0]), new byte[] {3});

  @Test
  void preparedSignatureSurvivesItsStore() {
    PreparedSignature read = PreparedSignature.decode(prepared.encoded());

    assertThat(read.format()).isEqualTo("test");
    assertThat(read.signer()).isEqualTo(official.signer());
    assertThat(read.bytesToSign()).isEqualTo(prepared.bytesToSign());
    assertThat(read.documentDigest()).isEqualTo(prepared.documentDigest());
    assertThat(read.state()).isEqualTo(prepared.state());
    assertThat(read.hash()).isEqualTo(prepared.hash()).isEqualTo(Hash.sha256(new byte[] {1, 2}));
    assertThat(read.verifies(official.sign(new byte[] {1, 2}))).isTrue();
  }

  @Test
  void bytesThatAreCutOrLongerOrForeignAreRefused() {
    byte[] encoded = prepared.encoded();
    for (int length = 0; length < encoded.length; length++) {
      refused(Arrays.copyOf(encoded, length));
    }
    refused(Arrays.copyOf(encoded, encoded.length + 1));
    encoded[3] ^= 4;
    refused(encoded);
  }

  @Test
  void preparedSignatureIsRedeemedOnceUnlessGivenBack() {
    assertThat(prepared.redeem()).isTrue();
    assertThat(prepared.redeem()).isFalse();
    prepared.giveBack();
    assertThat(prepared.redeem()).isTrue();
  }

  @Test
  void levelIsKnownByItsText() {
    assertThat(Level.of("B-LT")).contains(Level.B_LT);
    assertThat(Level.of("LT")).isEmpty();
    assertThat(Level.B_LT.atLeast(Level.B_T)).isTrue();
    assertThat(Level.B_T.atLeast(Level.B_LT)).isFalse();
  }

  private static void refused(byte[] bytes) {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> PreparedSignature.decode(bytes))
        .returns(EngineException.Fault.NOT_A_PREPARED_SIGNATURE, EngineException::fault);
  }
}
