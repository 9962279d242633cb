package vn.antin.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class Argon2Test {
  private final Argon2 argon2 = new Argon2(1024, 2);
  private final Argon2PasswordEncoder other = new Argon2PasswordEncoder(16, 32, 1, 1024, 2);

  @Test
  void anotherImplementationAgrees() {
    assertThat(other.matches("mật khẩu", argon2.encode("mật khẩu"))).isTrue();
    assertThat(argon2.matches("mật khẩu", other.encode("mật khẩu"))).isTrue();
    assertThat(argon2.matches("mật khẩu khác", other.encode("mật khẩu"))).isFalse();
  }

  @Test
  void memoryUsedAgainLeavesNoTrace() {
    String first = argon2.encode("one");
    String second = argon2.encode("two");
    assertThat(other.matches("two", second)).isTrue();
    assertThat(argon2.matches("one", first)).isTrue();
    assertThat(argon2.matches("two", first)).isFalse();
    String dearer = new Argon2PasswordEncoder(16, 32, 1, 4096, 1).encode("three");
    assertThat(argon2.matches("three", dearer)).isTrue();
    assertThat(argon2.matches("one", first)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=1024,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2id$v=19$m=1024,t=2,p=1$c2FsdHNhbHRzYWx0",
        "$argon2id$v=16$m=1024,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA"
      })
  void whatIsNoHashMatchesNothing(String text) {
    assertThat(argon2.matches(text, text)).isFalse();
    assertThat(argon2.outdated(text)).isTrue();
  }
}
