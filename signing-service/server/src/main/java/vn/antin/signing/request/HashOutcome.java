package vn.antin.signing.request;

import java.util.List;

/** What became of hashes that an application wanted signed. */
public sealed interface HashOutcome {
  /** A value for each hash, in the order asked for; ECDSA values are DER. */
  record Signed(List<byte[]> values) implements HashOutcome {
    public Signed {
      values = List.copyOf(values);
    }
  }

  /** The grant ended meanwhile; nothing was signed. */
  record Expired() implements HashOutcome {}

  /** A hash stands twice in the call; nothing was signed. */
  record Repeated() implements HashOutcome {}

  /**
   * The grant is of another credential, another kind or length of hash, or does not name one of
   * them; nothing was signed.
   */
  record NotApproved() implements HashOutcome {}

  /** At least one is spent or being spent already; nothing was signed. */
  record Spent() implements HashOutcome {}

  /** The credential is suspended, revoked, expired or not the official's; nothing was signed. */
  record CredentialStopped() implements HashOutcome {}

  /** The credential's key does not sign so; nothing was signed. */
  record AlgorithmNotOffered() implements HashOutcome {}

  /** The token did not answer; what was not signed may be asked again. */
  record TokenAway() implements HashOutcome {}

  /** An earlier try of the same call is still at one of them; nothing more was signed. */
  record BeingSigned() implements HashOutcome {}

  /** Of at least one it is not known whether it was signed; it is never signed again by itself. */
  record Unknown() implements HashOutcome {}
}
