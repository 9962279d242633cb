/**
 * What proves an agreement years later, for signing-service to put into an evidence file: the
 * grant's encoding and random bytes, what the passkey signed, what became of the official's
 * passkeys, and proofs that our audit log says the same. It only reads.
 */
@NullMarked
package vn.antin.auth.approval.evidence;

import org.jspecify.annotations.NullMarked;
