package vn.antin.auth.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestMails;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.CredentialChanged.Change;
import vn.antin.auth.account.CredentialChanged.Kind;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;

@AuthServerTest
final class FactorNoticesTest {
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final MessageSource messages;
  private final Credentials credentials;
  private final TestAccounts accounts;

  FactorNoticesTest(
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      MessageSource messages,
      JdbcClient jdbc,
      Credentials credentials,
      SecretHashes hashes) {
    this.events = events;
    this.transaction = transaction;
    this.messages = messages;
    this.credentials = credentials;
    accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  @Test
  void changedPasswordIsToldAndAFirstOneIsNot() {
    AccountId official = accounts.active("notice.password");
    credentials.setPassword(official, "$argon2id$x");
    TestMails.Received mail = TestMails.awaitTo("notice.password@tinh.gov.vn", 1);
    assertThat(mail.subject()).isEqualTo("Thay đổi cách đăng nhập: mật khẩu đã được đổi");
    assertThat(mail.text()).contains("Nếu không phải bạn", "/account");
    assertThat(TestMails.to("notice.password@tinh.gov.vn")).hasSize(1);
  }

  @Test
  void undoneChangeIsNotTold() {
    AccountId official = accounts.active("notice.undone");
    transaction.executeWithoutResult(status -> {
      events.publishEvent(new CredentialChanged(official, Kind.PASSKEY, Change.REVOKED));
      status.setRollbackOnly();
    });
    events.publishEvent(new CredentialChanged(official, Kind.TOTP, Change.CREATED));
    TestMails.awaitTo("notice.undone@tinh.gov.vn", 1);
    assertThat(TestMails.to("notice.undone@tinh.gov.vn"))
        .extracting(TestMails.Received::subject)
        .containsExactly("Thay đổi cách đăng nhập: đã thêm ứng dụng xác thực");
  }

  @Test
  void everyChangeHasItsWordsInBothLanguages() {
    for (Locale locale : List.of(Locale.of("vi"), Locale.of("en"))) {
      for (Kind kind : Kind.values()) {
        for (Change change : Change.values()) {
          if (kind != Kind.PASSWORD || change != Change.CREATED) {
            assertThat(messages.getMessage("mail.credential." + kind + "." + change, null, locale))
                .isNotBlank();
          }
        }
      }
    }
  }
}
