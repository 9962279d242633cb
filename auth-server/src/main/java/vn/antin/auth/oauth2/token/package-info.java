/**
 * The store of authorizations ("families") and of the handles given out under them: authorization
 * codes, refresh tokens and opaque access tokens.
 *
 * <p>A handle is {@code base64url(bucket ‖ 256 random bits)}; bucket is the day on which its family
 * ends at the latest and never moves. Only the SHA-256 of a handle is kept. The tables are
 * partitioned by bucket and every lookup names bucket and hash, so it touches one small index. A
 * handle is spent by one {@code UPDATE … RETURNING}; its row stays until the bucket's day is over,
 * so that a second use is seen and ends the family (RFC 9700 §2.1.1, §4.14.2).
 *
 * <p>Whether a family is alive is decided by rows at each use: not revoked, not over, the session
 * open, the account active. Ending one of these ends every refresh token and opaque token at once.
 */
@NullMarked
package vn.antin.auth.oauth2.token;

import org.jspecify.annotations.NullMarked;
