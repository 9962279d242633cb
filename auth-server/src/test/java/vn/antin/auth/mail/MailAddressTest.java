package vn.antin.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailAddressTest {
  @Test
  void addressIsReadAndItsHostBecomesAscii() {
    assertThat(MailAddress.read("  Lan.Nguyen+antin@Tinh.GOV.vn ").orElseThrow().reveal())
        .isEqualTo("Lan.Nguyen+antin@tinh.gov.vn");
    assertThat(MailAddress.read("lan@tỉnh.vn").orElseThrow().reveal())
        .matches("lan@xn--[a-z0-9-]+\\.vn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lan",
        "@tinh.gov.vn",
        "lan@",
        "lan@tinh.gov.vn\r\nBcc: all@tinh.gov.vn",
        "lan\r\nBcc:all@tinh.gov.vn",
        "lan@tinh.gov.vn>\r\nRCPT TO:<all@tinh.gov.vn",
        "lan@tinh.gov.vn, all@tinh.gov.vn",
        "Lan <lan@tinh.gov.vn>",
        "\"a b\"@tinh.gov.vn",
        "lan..nguyen@tinh.gov.vn",
        ".lan@tinh.gov.vn",
        "lan@-tinh.vn",
        "lan@tinh_gov.vn",
        "lan@[127.0.0.1]",
        "lầ n@tinh.gov.vn",
        "lan\u0000@tinh.gov.vn"
      })
  void whatIsNoAddressIsRefused(String typed) {
    assertThat(MailAddress.read(typed)).isEmpty();
  }

  @Test
  void nothingIsPrintedOfIt() {
    MailAddress address = new MailAddress("lan@tinh.gov.vn");
    assertThat(address).hasToString("MailAddress");
    assertThat(address.hint()).isEqualTo("l…@tinh.gov.vn");
  }
}
