package vn.antin.auth.account;

/**
 * An official may not log in any more. Published inside the transaction that disables the account;
 * whatever the official could still do by earlier logins ends there, for good: none of it comes
 * back when the account is enabled again.
 *
 * @param reason without personal data
 */
public record AccountDisabled(AccountId account, String reason) {}
