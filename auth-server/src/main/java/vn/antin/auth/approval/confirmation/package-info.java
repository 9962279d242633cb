/**
 * How an official confirms what is to be signed: with a passkey that signs a challenge which
 * commits to the grant, or, where the official has none, with what the installation falls back on.
 *
 * <p>A passkey cannot be spared by whoever knows a PIN: who has one is asked for nothing else. What
 * a passkey signed is evidence that verifies by itself; a PIN or a code leaves only our word.
 */
@NullMarked
package vn.antin.auth.approval.confirmation;

import org.jspecify.annotations.NullMarked;
