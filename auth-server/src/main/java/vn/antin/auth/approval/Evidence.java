package vn.antin.auth.approval;

import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.approval.confirmation.Confirmation;

/**
 * What proves an agreement later: the grant's canonical encoding, the random bytes hashed with it,
 * and what the official confirmed with.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to be kept, never compared
record Evidence(byte[] encoding, byte[] random, Confirmation confirmation) {
  static Evidence of(
      Approval approval, SignatureDetails details, GrantDraft draft, Confirmation confirmation) {
    return new Evidence(
        GrantEncoding.encode(draft.grant(approval, details)), draft.random(), confirmation);
  }

  Sha256 challenge() {
    return GrantEncoding.challenge(random, encoding);
  }
}
