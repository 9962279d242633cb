package vn.antin.auth.account;

/** A disabled account is in use again. Published inside the transaction that enables it. */
public record AccountEnabled(AccountId account) {}
