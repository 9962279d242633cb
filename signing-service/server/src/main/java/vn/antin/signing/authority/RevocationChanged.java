package vn.antin.signing.authority;

/**
 * A certificate was taken back, held, or released from its hold; published inside the transaction
 * of the change.
 */
public record RevocationChanged(String authority, String serialNumber) {}
