/**
 * What clients get for a grant, and what becomes of it: the token endpoint's three grants, the JWTs
 * (RFC 9068 access tokens, OpenID ID tokens), introspection (RFC 7662), revocation (RFC 7009) and
 * userinfo.
 *
 * <p>A code or refresh token is spent before anything about it is checked, in a transaction that
 * commits whatever the answer is; a grant therefore ends in a {@link
 * vn.antin.auth.oauth2.issue.Outcome}, not in an exception.
 */
@NullMarked
package vn.antin.auth.oauth2.issue;

import org.jspecify.annotations.NullMarked;
