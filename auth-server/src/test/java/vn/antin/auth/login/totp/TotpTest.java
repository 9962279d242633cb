package vn.antin.auth.login.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {
  private static final Seed SEED =
      new Seed("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  /** RFC 6238, appendix B, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    assertThat(Totp.code(SEED, second / Totp.STEP_SECONDS)).isEqualTo(code);
  }

  @Test
  void codeIsTakenOneStepEarlyOrLateAndNoMore() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = now.getEpochSecond() / Totp.STEP_SECONDS;
    for (int off = -3; off <= 3; off++) {
      assertThat(Totp.stepOf(Totp.code(SEED, step + off), SEED, now).isPresent())
          .as("%s steps off", off)
          .isEqualTo(Math.abs(off) <= 1);
    }
    assertThat(Totp.stepOf("", SEED, now)).isEmpty();
    assertThat(Totp.stepOf("05047", SEED, now)).isEmpty();
  }

  @Test
  void seedReadsAsAppsReadIt() {
    assertThat(SEED.typed()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    assertThat(SEED.address("Ấn Tín", "an.nv"))
        .isEqualTo(
            "otpauth://totp/%E1%BA%A4n%20T%C3%ADn:an.nv"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E1%BA%A4n%20T%C3%ADn");
    assertThat(SEED).hasToString("Seed");
    assertThat(QrCode.picture("x")).startsWith("data:image/svg+xml;base64,");
  }
}
