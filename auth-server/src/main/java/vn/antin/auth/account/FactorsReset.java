package vn.antin.auth.account;

/**
 * Everything that an official proves who they are with, except the password just set, goes: they
 * have lost it, or somebody else has it. Published inside the transaction; whoever keeps a factor
 * removes it there and publishes {@link CredentialChanged}.
 */
public record FactorsReset(AccountId account) {}
