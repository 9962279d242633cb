/**
 * Passkeys (W3C Web Authentication Level 3): a key pair of which the official's device or password
 * manager keeps the private half. Says who somebody is and proves it in one step, and a false page
 * gains nothing from it.
 *
 * <p>Stricter than the specification's defaults. Every challenge is ours, a row that is bound to
 * one login or session, good for five minutes and once. The user is always verified (PIN, finger,
 * face). Origin, relying party, owner and counter are checked here; a counter that goes back means
 * that the key was copied, and closes the passkey. Attestation is not asked for: which maker's
 * device an official uses is no business of ours.
 *
 * <p>The bytes are read and signatures verified by webauthn4j, on which Spring Security's own
 * support stands; that support keeps its options in the servlet session, takes user verification as
 * a wish and compares the counter with the registration's, so it is not used.
 */
@NullMarked
package vn.antin.auth.login.passkey;

import org.jspecify.annotations.NullMarked;
