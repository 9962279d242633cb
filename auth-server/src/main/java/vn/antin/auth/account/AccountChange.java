package vn.antin.auth.account;

import org.jspecify.annotations.Nullable;

/**
 * What an account is to be: everything that can be changed, changed or not. Begins with {@link
 * #of}.
 *
 * @param nationalId null leaves it as it is; the number that is kept need not be read to change
 *     something else
 */
public record AccountChange(
    Username username,
    PersonName name,
    @Nullable String email,
    @Nullable String telephone,
    @Nullable String officialCode,
    @Nullable NationalId nationalId,
    String locale) {
  public AccountChange {
    email = AccountRules.present(email);
    telephone = AccountRules.present(telephone);
    officialCode = AccountRules.present(officialCode);
  }

  /** The account as it is. */
  public static AccountChange of(Account account) {
    return new AccountChange(
        new Username(account.username()),
        new PersonName(account.familyName(), account.middleName(), account.givenName()),
        account.email(),
        account.telephone(),
        account.officialCode(),
        null,
        account.locale());
  }

  public AccountChange withUsername(Username changed) {
    return new AccountChange(changed, name, email, telephone, officialCode, nationalId, locale);
  }

  public AccountChange withName(PersonName changed) {
    return new AccountChange(username, changed, email, telephone, officialCode, nationalId, locale);
  }

  public AccountChange withEmail(@Nullable String changed) {
    return new AccountChange(username, name, changed, telephone, officialCode, nationalId, locale);
  }

  public AccountChange withTelephone(@Nullable String changed) {
    return new AccountChange(username, name, email, changed, officialCode, nationalId, locale);
  }

  public AccountChange withOfficialCode(@Nullable String changed) {
    return new AccountChange(username, name, email, telephone, changed, nationalId, locale);
  }

  public AccountChange withNationalId(@Nullable NationalId changed) {
    return new AccountChange(username, name, email, telephone, officialCode, changed, locale);
  }

  public AccountChange withLocale(String changed) {
    return new AccountChange(username, name, email, telephone, officialCode, nationalId, changed);
  }
}
