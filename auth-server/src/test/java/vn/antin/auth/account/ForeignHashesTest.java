package vn.antin.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes made by other programs: glibc's crypt and Python's hashlib. */
final class ForeignHashesTest {
  private static final String SECRET = new Password("Mật khẩu cũ 2019").reveal();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2b$06$abcdefghijklmnopqrstuuC.Mdr2Uu.ZgKMmo3KPEmW1uhuaQB9VO",
        "{bcrypt}$2b$06$abcdefghijklmnopqrstuuC.Mdr2Uu.ZgKMmo3KPEmW1uhuaQB9VO",
        "{SSHA}XgHjfTK+suvaPALKh6ALZ+HU5iEBAgMEBQYHCA==",
        "{SSHA512}euAOKCcYkZWHOrX35OieyExoMEuL0ULHidDD4jIL5DgXlcilgCTn9J9Uv9/2GpTpJa89W6qni3G7"
            + "RQXpVdOEdwECAwQFBgcI",
        "{PBKDF2-SHA256}10000$AAECAwQFBgcICQoLDA0ODw$Im/wUrTLDd3rkEDQWojotVE3yxd/6nDuzxzJUQv2pZs",
        "pbkdf2_sha256$20000$saltsalt$ev0qp0rJhb5bJYhYZcLWrzczj6fZDbkAf18Vx4n/lx4="
      })
  void passwordOfAnotherSystemIsKnownByItsHash(String hash) {
    assertThat(SecretHashes.foreign(hash)).isTrue();
    assertThat(ForeignHashes.matches(SECRET, hash)).isTrue();
    assertThat(ForeignHashes.matches(SECRET + " ", hash)).isFalse();
    assertThat(ForeignHashes.matches("", hash)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{SSHA}",
        "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=",
        "{SSHA}AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "$2b$31$abcdefghijklmnopqrstuuC.Mdr2Uu.ZgKMmo3KPEmW1uhuaQB9VO",
        "{PBKDF2-SHA256}9999999$AAECAwQFBgcICQoLDA0ODw$Im/wUrTLDd3rkEDQWojotVE3yxd/6nDuzxzJUQv2pZs",
        "pbkdf2_sha256$1$salt$====",
        "Mật khẩu cũ 2019",
        "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatCannotBeCheckedSafelyMatchesNothing(String hash) {
    assertThat(ForeignHashes.matches(SECRET, hash)).isFalse();
    assertThat(ForeignHashes.matches("", hash)).isFalse();
  }
}
