package vn.antin.auth.account;

/**
 * An official's password or signing PIN has been set. Published inside the transaction that sets
 * it.
 *
 * @param first whether there was none before
 */
public record CredentialChanged(AccountId account, Kind kind, boolean first) {
  /** What was set. */
  public enum Kind {
    PASSWORD,
    SIGNING_PIN
  }
}
