/**
 * Authorization apart from the application's own browser: the client asks, waits at the token
 * endpoint, and the official decides on a page of ours. The device grant (RFC 8628) and OpenID CIBA
 * differ in how the question finds the official; the rest is the same and lies here.
 *
 * <p>What a client polls with is kept as SHA-256 and spent by one conditional {@code UPDATE}, so
 * that of parallel polls one at most gets tokens; a later one ends them (RFC 9700 §2.1.1 for codes,
 * taken over). The tokens are an ordinary family that lives in the session in which the official
 * said yes: ending that session ends them.
 */
@NullMarked
package vn.antin.auth.oauth2.decoupled;

import org.jspecify.annotations.NullMarked;
