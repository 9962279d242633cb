package vn.antin.auth.approval.confirmation;

/**
 * What an official is asked for.
 *
 * @param ready whether the official has it; if not, the page says where to get it
 */
public record ConfirmationMethod(Kind kind, boolean ready) {
  /** The ways there are. */
  public enum Kind {
    PASSKEY,
    PIN,
    TOTP
  }
}
