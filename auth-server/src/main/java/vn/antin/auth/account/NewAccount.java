package vn.antin.auth.account;

import org.jspecify.annotations.Nullable;

/**
 * An account to be made. What is blank is absent; text is kept in composed form.
 *
 * @param officialCode the code under which personnel records know the official
 * @param federation the directory that holds the password; null when it is ours
 */
public record NewAccount(
    Username username,
    PersonName name,
    @Nullable String email,
    @Nullable String telephone,
    @Nullable String officialCode,
    @Nullable NationalId nationalId,
    String locale,
    @Nullable String federation) {
  public NewAccount {
    email = AccountRules.present(email);
    telephone = AccountRules.present(telephone);
    officialCode = AccountRules.present(officialCode);
    federation = AccountRules.present(federation);
  }

  /** One whose password is ours and whose language is Vietnamese. */
  public NewAccount(
      Username username,
      PersonName name,
      @Nullable String email,
      @Nullable String telephone,
      @Nullable String officialCode,
      @Nullable NationalId nationalId) {
    this(username, name, email, telephone, officialCode, nationalId, "vi", null);
  }
}
