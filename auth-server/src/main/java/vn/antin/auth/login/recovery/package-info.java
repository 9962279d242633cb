/**
 * Back into an account whose password or factors are lost.
 *
 * <p>By oneself: a code mailed to a proven address and a second factor, or a passkey or certificate
 * alone; never mail alone. By an administrator who holds {@link
 * vn.antin.auth.org.Power#RESET_FACTORS} over the official: they begin it, the official gets a
 * one-time link or a slip of paper and chooses the password; nobody else learns it. A second
 * administrator is needed unless the link goes to an address that the official has proven and the
 * factors stay. Afterwards every session has ended and the official is told.
 *
 * <p>NIST SP 800-63B-4 §4.2 (account recovery).
 */
@NamedInterface("recovery")
@NullMarked
package vn.antin.auth.login.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
