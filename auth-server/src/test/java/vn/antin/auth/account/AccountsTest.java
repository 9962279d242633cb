package vn.antin.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;

@AuthServerTest
final class AccountsTest {
  private final Accounts accounts;
  private final JdbcClient jdbc;

  AccountsTest(Accounts accounts, JdbcClient jdbc) {
    this.accounts = accounts;
    this.jdbc = jdbc;
  }

  @Test
  void namesAreKeptInComposedFormWithSingleSpaces() {
    AccountId id =
        accounts.create(
            account("nfc", PersonName.of("  Nguye\u0302\u0303n   Va\u0306n  An "), null));
    Account account = accounts.find(id).orElseThrow();
    assertThat(account.displayName()).isEqualTo("Nguyễn Văn An");
    assertThat(List.of(account.familyName(), account.middleName(), account.givenName()))
        .containsExactly("Nguyễn", "Văn", "An");
  }

  @Test
  void nationalIdIsFoundByItsHashAndReadableNowhere() {
    NationalId number = number();
    AccountId id = accounts.create(account("with-number", PersonName.of("Lê Thị Bưởi"), number));
    assertThat(accounts.find(number).map(Account::id)).hasValue(id);
    assertThat(accounts.nationalId(id)).hasValue(number);
    assertThat(number).hasToString("NationalId");
    assertThat(
            jdbc.sql("SELECT row_to_json(a)::text, national_id FROM account a WHERE id = :id")
                .param("id", id.value())
                .query((row, n) ->
                    row.getString(1) + new String(row.getBytes(2), StandardCharsets.ISO_8859_1))
                .single())
        .doesNotContain(number.reveal());
  }

  @Test
  void whatAnotherAccountHasIsRefusedFieldByField() {
    NationalId number = number();
    accounts.create(account("taken-one", PersonName.of("Lê An"), number));
    assertThatExceptionOfType(AccountException.class)
        .isThrownBy(() -> accounts.create(account("taken-one", PersonName.of("Lê Ánh"), number)))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(AccountException.Code.TAKEN);
          assertThat(e.faults())
              .extracting(Fault::field)
              .containsExactlyInAnyOrder("username", "officialCode", "nationalId");
        });
  }

  @Test
  void malformedFieldsAreNamed() {
    assertThatExceptionOfType(AccountException.class)
        .isThrownBy(() ->
            accounts.create(
                new NewAccount(
                    new Username("-"), PersonName.of(""), "not an address", "abc", null, null)))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(AccountException.Code.INVALID);
          assertThat(e.faults())
              .extracting(Fault::field)
              .containsExactly("username", "givenName", "email", "telephone");
        });
  }

  @Test
  void changeBasedOnAnOlderVersionIsRefused() {
    AccountId id = accounts.create(account("versions", PersonName.of("Đỗ Đào"), null));
    Account first = accounts.find(id).orElseThrow();
    AccountChange change = AccountChange.of(first).withEmail("dao@tinh.gov.vn");
    assertThat(accounts.update(id, change, first.version())).containsExactly("email");
    assertThat(accounts.find(id).orElseThrow().email()).isEqualTo("dao@tinh.gov.vn");
    assertThatExceptionOfType(AccountException.class)
        .isThrownBy(() -> accounts.update(id, change.withEmail(null), first.version()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(AccountException.Code.CHANGED));
    Account second = accounts.find(id).orElseThrow();
    assertThat(accounts.update(id, AccountChange.of(second), second.version())).isEmpty();
    assertThat(accounts.find(id).orElseThrow().version()).isEqualTo(second.version());
  }

  private static NewAccount account(String username, PersonName name, @Nullable NationalId number) {
    return new NewAccount(
        new Username(username), name, username + "@tinh.gov.vn", null, "CB-" + username, number);
  }

  private static NationalId number() {
    return new NationalId(
        "0%011d".formatted(ThreadLocalRandom.current().nextLong(100_000_000_000L)));
  }
}
