/**
 * Codes of an app on the official's phone (TOTP, RFC 6238): six digits, new every 30 seconds, from
 * a seed that both sides keep. The seed lies wrapped under the root key.
 *
 * <p>An app counts once a code of it has been typed. A code is taken one step early or late, and
 * each step once, on whichever node it is typed.
 */
@NullMarked
package vn.antin.auth.login.totp;

import org.jspecify.annotations.NullMarked;
