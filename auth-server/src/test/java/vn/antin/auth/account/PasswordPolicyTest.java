package vn.antin.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.auth.account.PasswordPolicy.Measure;
import vn.antin.auth.account.PasswordPolicy.Weakness;

final class PasswordPolicyTest {
  private static final Measure OF_TWO =
      new Measure(
          PasswordPolicy.SHORTEST_OF_TWO,
          0,
          List.of("an.nguyen", "Nguyễn Văn An", "Sở Tài chính", "Xã Tân Sơn"));

  @Test
  void longPhraseIsAccepted() {
    assertThat(PasswordPolicy.weakness(new Password("trời xanh mây trắng"), "an")).isEmpty();
  }

  @Test
  void lengthIsCountedInCharactersOfTheComposedForm() {
    assertThat(PasswordPolicy.weakness(new Password("ếẫộữờặửễỗấựỹẻọ"), "an"))
        .as("fourteen letters, however many bytes")
        .hasValue(Weakness.SHORT);
    assertThat(PasswordPolicy.weakness(new Password("ếẫộữờặửễỗấựỹẻọb"), "an")).isEmpty();
    assertThat(PasswordPolicy.weakness(new Password("thuyền trôi".repeat(12)), "an"))
        .hasValue(Weakness.LONG);
    assertThat(PasswordPolicy.weakness(new Password("b" + "𝄞ệ字қ".repeat(31)), "an")).isEmpty();
  }

  @Test
  void eightCharactersDoWithASecondFactor() {
    assertThat(PasswordPolicy.weakness(new Password("v8#kQzp"), OF_TWO)).hasValue(Weakness.SHORT);
    assertThat(PasswordPolicy.weakness(new Password("v8#kQzpw2"), OF_TWO)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mat Khau 123456",
        "antin-demo-2026",
        "password123456789",
        "qwertyuiop123456",
        "Mật khẩu 12345678"
      })
  void commonPasswordsAreRefusedInAnyCaseAndSpacing(String common) {
    assertThat(PasswordPolicy.weakness(new Password(common), "an")).hasValue(Weakness.COMMON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"an.nguyen 77", "tân sơn 12", "SoTaiChinh1", "antin1234"})
  void namesOfTheOfficialTheUnitAndTheHouseAreRefusedWithMarksOrWithout(String named) {
    assertThat(PasswordPolicy.weakness(new Password(named), OF_TWO)).hasValue(Weakness.NAME);
  }

  @Test
  void provinceMayWantKindsOfCharacters() {
    Measure three = new Measure(PasswordPolicy.SHORTEST, 3, List.of());
    assertThat(PasswordPolicy.weakness(new Password("trời xanh mây trắng"), three))
        .hasValue(Weakness.CLASSES);
    assertThat(PasswordPolicy.weakness(new Password("Trời xanh mây trắng"), three)).isEmpty();
  }

  @Test
  void passwordPrintsNothing() {
    assertThat(new Password("bí mật").toString()).doesNotContain("bí");
  }
}
