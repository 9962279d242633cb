package vn.antin.signing.certificate;

/**
 * An intent to issue was given up, so no credential will ever have what an authority may have
 * signed for it. Published inside the transaction that gives it up, so that a listener's rows stay
 * exactly when that does.
 */
public record IssuingAbandoned(CredentialId id) {}
