package vn.antin.ldap.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vietnamese names through LDAP's two name attributes and back. */
final class PersonNameTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Nguyễn, Văn An, Nguyễn Văn An, Nguyễn, Văn, An, Nguyễn Văn An",
        "Nguyễn, An, An Nguyễn, Nguyễn, '', An, An Nguyễn",
        "-, -, Nguyễn Thị Minh Khai, Nguyễn, Thị Minh, Khai, Nguyễn Thị Minh Khai",
        "Nguyễn, -, Nguyễn Văn An, Nguyễn, Văn, An, Nguyễn Văn An",
        "Trần, Thị  Bình, -, Trần, Thị, Bình, Trần Thị Bình",
        "-, -, Quản trị, Quản, '', trị, Quản trị",
        "-, -, admin, '', '', admin, admin"
      })
  void partsAreFound(
      String sn,
      String givenName,
      String full,
      String family,
      String middle,
      String given,
      String display) {
    assertThat(PersonName.fromDirectory(sn, givenName, full))
        .isEqualTo(new PersonName(family, middle, given, display));
  }

  @Test
  void nobodyIsNameless() {
    assertThatThrownBy(() -> PersonName.fromDirectory(" ", null, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void passwordPrintsNothing() {
    assertThat(Password.of("secret")).hasToString("Password[hidden]");
  }
}
