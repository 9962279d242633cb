package vn.antin.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PasswordPolicyTest {
  @Test
  void longPhraseIsAccepted() {
    assertThat(PasswordPolicy.weakness(new Password("trời xanh mây trắng"), "an")).isEmpty();
  }

  @Test
  void lengthIsCountedInCharactersOfTheComposedForm() {
    assertThat(PasswordPolicy.weakness(new Password("ếẫộữờặửễỗấự"), "an"))
        .as("eleven letters, however many bytes")
        .hasValue(PasswordPolicy.Weakness.SHORT);
    assertThat(PasswordPolicy.weakness(new Password("ếẫộữờặửễỗấựb"), "an")).isEmpty();
  }

  @Test
  void commonPasswordsAreRefusedInAnyCaseAndSpacing() {
    assertThat(PasswordPolicy.weakness(new Password("Mat Khau 123456"), "an"))
        .hasValue(PasswordPolicy.Weakness.COMMON);
    assertThat(PasswordPolicy.weakness(new Password("antin-demo-2026"), "an"))
        .as("the sample's own")
        .hasValue(PasswordPolicy.Weakness.COMMON);
  }

  @Test
  void passwordPrintsNothing() {
    assertThat(new Password("bí mật").toString()).doesNotContain("bí");
  }
}
