/**
 * Codes by mail: a second factor for officials without anything better (RFC 8176 {@code otp}), and
 * the proof that an official reads mail at an address. A code has eight digits, counts once, within
 * ten minutes, in the browser that asked for it, and takes few guesses. It goes to no address that
 * was not proven: whoever writes somebody's address into their account must not receive their
 * codes.
 *
 * <p>Mail is the weakest second factor (NIST SP 800-63B-4 §3.1.3.1 does not count it as one);
 * policy may leave it out.
 */
@NullMarked
package vn.antin.auth.login.emailcode;

import org.jspecify.annotations.NullMarked;
