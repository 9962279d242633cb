package vn.antin.auth.account;

/**
 * What an official proves who they are with has changed. Published inside the transaction that
 * changes it.
 */
public record CredentialChanged(AccountId account, Kind kind, Change change) {
  /** What has changed. */
  public enum Kind {
    PASSWORD,
    SIGNING_PIN,
    PASSKEY,
    /** The app that shows codes (RFC 6238). */
    TOTP,
    RECOVERY_CODES,
    CERTIFICATE,
    /** The link to an account at another OpenID provider. */
    UPSTREAM,
    /** A password made for one system alone. */
    APPLICATION_PASSWORD
  }

  /** How. */
  public enum Change {
    CREATED,
    UPDATED,
    REVOKED
  }
}
