package vn.antin.auth.account;

/**
 * What systems are told of an official has changed. Published inside the transaction that changes
 * it.
 *
 * @param name whether the name has
 * @param email whether the address has
 */
public record ClaimsChanged(AccountId account, boolean name, boolean email) {}
