package vn.antin.signing.token;

/** What became of a request to sign. */
public sealed interface SigningOutcome {

  /** The key signed. The value has not been verified yet. */
  record Signed(SignatureValue value) implements SigningOutcome {}

  /** The key was certainly not used; asking again is safe. {@code detail} is for the operator. */
  record Refused(Reason reason, String detail) implements SigningOutcome {}

  /**
   * The token did not say: the key may have been used, although no value came back. Never repeat by
   * yourself.
   */
  record Unknown(String detail) implements SigningOutcome {}

  /** Why a key was not used. */
  enum Reason {
    NO_SUCH_KEY,
    ALGORITHM_NOT_SUPPORTED,
    /** No thread of the token became free in time. */
    BUSY,
    /** The token is away, or so many of its threads hang that it is not asked any more. */
    UNAVAILABLE
  }
}
