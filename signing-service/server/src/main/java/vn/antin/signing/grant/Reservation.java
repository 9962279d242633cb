package vn.antin.signing.grant;

/** What became of the wish to spend hashes of a grant. */
public sealed interface Reservation {
  /** All hashes named are reserved for this attempt. */
  record Reserved(Attempt attempt) implements Reservation {}

  /** At least one is spent or being spent already; none was moved. */
  record Spent() implements Reservation {}

  /**
   * The credential is suspended, revoked or expired, its official is not active, or it is the seal
   * of an agency that has ended; none was moved.
   */
  record CredentialStopped() implements Reservation {}

  /** At least one was never approved, or the grant is not the one seen first; none was moved. */
  record NotApproved() implements Reservation {}
}
