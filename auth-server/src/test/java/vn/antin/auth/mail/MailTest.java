package vn.antin.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestMails;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.outbox.Attempt;
import vn.antin.auth.outbox.Message;
import vn.antin.auth.web.House;

/** Mails from the change that causes them into the folder and onto its page. */
@AuthServerTest
final class MailTest {
  private static final String TEMPLATE = "credential-changed";

  private final Mailer mailer;
  private final Envelopes envelopes;
  private final MailDelivery delivery;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final TestAccounts accounts;
  private final Browser browser;

  MailTest(
      Mailer mailer,
      Envelopes envelopes,
      MailDelivery delivery,
      TransactionTemplate transaction,
      JdbcClient jdbc,
      Credentials credentials,
      SecretHashes hashes,
      House house) {
    this.mailer = mailer;
    this.envelopes = envelopes;
    this.delivery = delivery;
    this.transaction = transaction;
    this.jdbc = jdbc;
    accounts = new TestAccounts(jdbc, credentials, hashes);
    browser = new Browser(house.issuer().toString());
  }

  @Test
  void officialIsWrittenToInTheirLanguage() {
    AccountId vietnamese = accounts.active("thu.viet");
    AccountId english = accounts.active("thu.anh");
    jdbc.sql("UPDATE account SET locale = 'en' WHERE id = :id")
        .param("id", english.value())
        .update();
    assertThat(mailer.send(vietnamese, TEMPLATE, values("mật khẩu đã được đổi"))).isTrue();
    assertThat(mailer.send(english, TEMPLATE, values("the password was changed"))).isTrue();
    TestMails.Received mail = TestMails.awaitTo("thu.viet@tinh.gov.vn", 1);
    assertThat(mail.subject()).isEqualTo("Thay đổi cách đăng nhập: mật khẩu đã được đổi");
    assertThat(mail.text())
        .startsWith("Kính gửi Nguyễn Thị Bưởi,\n\nLúc 08:00, tài khoản thu.viet của bạn")
        .contains("Nếu không phải bạn")
        .contains("Không ai có quyền hỏi mật khẩu");
    assertThat(TestMails.awaitTo("thu.anh@tinh.gov.vn", 1).text())
        .startsWith("Dear Nguyễn Thị Bưởi,")
        .contains("If you did not");
  }

  @Test
  void undoneChangeWritesNothing() {
    AccountId official = accounts.active("thu.undone");
    transaction.executeWithoutResult(status -> {
      mailer.send(official, TEMPLATE, values("x"));
      status.setRollbackOnly();
    });
    mailer.send(official, TEMPLATE, values("y"));
    TestMails.awaitTo("thu.undone@tinh.gov.vn", 1);
    assertThat(TestMails.to("thu.undone@tinh.gov.vn"))
        .extracting(TestMails.Received::subject)
        .containsExactly("Thay đổi cách đăng nhập: y");
  }

  @Test
  void officialWithoutAnAddressIsNotWrittenTo() {
    AccountId official = accounts.active("thu.none");
    for (String none : new String[] {"", "khong phai thu", "a@b\r\nBcc: c@d.vn"}) {
      jdbc.sql("UPDATE account SET email = :email WHERE id = :id")
          .param("email", none.isEmpty() ? null : none)
          .param("id", official.value())
          .update();
      assertThat(mailer.send(official, TEMPLATE, values("x"))).isFalse();
    }
  }

  @Test
  void valuesAddNoLinesAndNoNames() {
    String hostile = "x\r\nBcc: all@tinh.gov.vn\r\n\r\n{username} \u2028$0";
    assertThat(
            mailer.sendTo(
                "hostile@tinh.gov.vn",
                Locale.of("vi"),
                TEMPLATE,
                Map.of("what", hostile, "time", "1", "username", "u")))
        .isTrue();
    TestMails.Received mail = TestMails.awaitTo("hostile@tinh.gov.vn", 1);
    assertThat(mail.subject())
        .isEqualTo("Thay đổi cách đăng nhập: x Bcc: all@tinh.gov.vn {username}  $0");
    assertThat(mail.text()).doesNotContain("\nBcc");
  }

  @Test
  void outboxHoldsNoAddressAndNoText() {
    AccountId official = accounts.active("thu.wrapped");
    mailer.send(official, TEMPLATE, values("rất bí mật"));
    TestMails.awaitTo("thu.wrapped@tinh.gov.vn", 1);
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM outbox_message
                    WHERE kind = 'mail' AND (recipient <> 'smtp' OR body LIKE '%@%'
                      OR position('thu.wrapped'::bytea IN decode(body, 'base64')) > 0)
                    """)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void mailWithACodeThatRanOutStaysUnsent() {
    Letter late =
        new Letter(
            "late@tinh.gov.vn",
            "vi",
            "x",
            "x",
            Instant.EPOCH,
            Instant.EPOCH.plus(Duration.ofMinutes(10)));
    String key = "c2f5a3de-52b8-4d3c-8b1a-0f6a0b7f7a11";
    assertThat(delivery.deliver(new Message("mail", "smtp", envelopes.close(late, key), key)))
        .isEqualTo(new Attempt.Dead("the code or link in it ran out before the mail could leave"));
    assertThat(delivery.deliver(new Message("mail", "smtp", envelopes.close(late, key), "other")))
        .isEqualTo(new Attempt.Dead("the mail does not open under this root key"));
  }

  @Test
  void textWithoutAValueIsABug() {
    assertThatThrownBy(
            () -> mailer.sendTo("x@tinh.gov.vn", Locale.of("vi"), TEMPLATE, Map.of("time", "1")))
        .hasMessageContaining("{what}");
  }

  @Test
  void pageShowsTheMailsOfTheFolder() throws IOException {
    mailer.sendTo(
        "page@tinh.gov.vn",
        Locale.of("en"),
        TEMPLATE,
        Map.of("what", "<script>alert(1)</script>", "time", "1", "username", "u"));
    TestMails.awaitTo("page@tinh.gov.vn", 1);
    HttpResponse<String> list = browser.get("/mail?lang=en");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body())
        .contains("Development: no mail server is configured", "page@tinh.gov.vn")
        .doesNotContain("<script>alert");
    try (Stream<Path> files = Files.list(TestMails.folder())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".eml")).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
        String name = file.getFileName().toString().replace(".eml", "");
        assertThat(browser.get("/mail/" + name).statusCode()).isEqualTo(200);
      }
    }
    assertThat(browser.get("/mail/20261122T000000000Z-" + "0".repeat(36)).statusCode())
        .isEqualTo(404);
    assertThat(browser.get("/mail/..%2Fetc").statusCode()).isBetween(400, 404);
  }

  private static Map<String, String> values(String what) {
    return Map.of("what", what, "time", "08:00");
  }
}
