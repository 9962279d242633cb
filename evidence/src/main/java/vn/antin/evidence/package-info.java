/**
 * Judges the evidence of one signature without any server: who agreed to what, with which passkey,
 * that exactly that was signed, and that both are in logs which nobody has rewritten.
 *
 * <p>An evidence file is one JSON object; {@code docs/evidence.md} describes its members and every
 * check, so that an expert can repeat them with other tools. Only the JDK's cryptography and the
 * {@code audit} jar are used: what the servers run is not asked to speak for itself.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">WebAuthn §7.2</a>
 */
@NullMarked
package vn.antin.evidence;

import org.jspecify.annotations.NullMarked;
