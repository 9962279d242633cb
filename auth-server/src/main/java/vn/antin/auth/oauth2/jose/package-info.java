/**
 * Tokens as JOSE has them: what this server signs (RFC 7515) and encrypts (RFC 7516) for clients as
 * each has registered, how it reads its own tokens back, the keys that clients publish (RFC 7517),
 * and the subject identifiers that stand in tokens (OpenID Connect Core §8).
 *
 * <p>When reading our own tokens, {@code kid} only chooses among the keys that we have published,
 * the key says which algorithm it is for, and nothing else in a header that would point to a key
 * ({@code jku}, {@code x5u}, {@code jwk}, {@code x5c}) is looked at (RFC 8725 §3).
 */
@NullMarked
package vn.antin.auth.oauth2.jose;

import org.jspecify.annotations.NullMarked;
