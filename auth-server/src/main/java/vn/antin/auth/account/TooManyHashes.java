package vn.antin.auth.account;

/** More hashes are wanted than the cores can make in time; worth another try in a moment. */
public final class TooManyHashes extends Exception {
  private static final long serialVersionUID = 1L;

  TooManyHashes(Throwable cause) {
    super("too many password hashes are waiting", cause);
  }
}
