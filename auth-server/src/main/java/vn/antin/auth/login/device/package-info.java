/**
 * Saying yes to a login on another device where the official is logged in already, in the manner of
 * OpenID CIBA: the new browser shows a number and waits, the official types that number on the
 * other device. Guessing is no use, and neither is asking until somebody gives in (NIST SP
 * 800-63B-4 §3.2.10): one question at a time, few in an hour, and after a "this is not me" none
 * that no other factor stands behind.
 *
 * <p>Only a session that two factors opened may say yes, or a stolen password could vouch for
 * itself from another browser. It counts as something the official has, beside a password; alone it
 * counts only when a passkey or a certificate opened that session, and even then it is no proof
 * against a false page that passes the number on.
 */
@NamedInterface("device")
@NullMarked
package vn.antin.auth.login.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
