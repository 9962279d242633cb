package vn.antin.auth.account;

/**
 * The personal data of an official who left long ago is being erased. Published inside the
 * transaction that erases it; whatever else names or identifies the official goes there as well.
 * The account's id and what it signed and decided stay.
 */
public record AccountErased(AccountId account) {}
