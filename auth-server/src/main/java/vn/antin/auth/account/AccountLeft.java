package vn.antin.auth.account;

/**
 * An official has left. Published inside the transaction that notes it, after {@link
 * AccountDisabled} unless the account was disabled already. What a suspension only lets rest, and
 * what must not come back with an official who is taken back, ends here.
 */
public record AccountLeft(AccountId account) {}
