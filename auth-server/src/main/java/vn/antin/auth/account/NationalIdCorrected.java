package vn.antin.auth.account;

/**
 * An account that had been used has another national id now. Published inside the transaction that
 * writes it: whatever the old number has opened ends there, for it may be somebody else's.
 */
public record NationalIdCorrected(AccountId account) {}
