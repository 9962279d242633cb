package vn.antin.auth.oauth2.bind;

/** What became of the DPoP proof of a request. */
public sealed interface ProofCheck {
  /**
   * The sender holds the key.
   *
   * @param thumbprint of the key (RFC 7638, SHA-256, base64url)
   */
  record Proven(String thumbprint) implements ProofCheck {}

  /**
   * The proof proves nothing.
   *
   * @param description for the client's developer
   */
  record Refused(String description) implements ProofCheck {}

  /** The proof lacks a nonce of ours that is still good; the response carries one. */
  record NonceWanted() implements ProofCheck {}

  /** The request has no proof. */
  record Absent() implements ProofCheck {}
}
