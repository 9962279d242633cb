package vn.antin.auth.session;

/** What sets a session apart from the usual one. */
public enum SessionTrait {
  /** A browser that the official trusts stood in for the second factor. */
  REMEMBERED,
  /** The official still has to set up a factor; until then only their own account is open. */
  LIMITED,
  /** At a computer that several officials share: locked after a short while. */
  COUNTER
}
