/**
 * The authorization endpoint: checks a request (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2, RFC
 * 7636, RFC 9396), and decides in one place — {@link
 * vn.antin.auth.oauth2.authorize.AuthorizeDecider} — whether the official has to log in, has to
 * approve, gets sent back with a code, or the client with an error.
 *
 * <p>Before client and redirect URI are known to belong together nothing is ever redirected: the
 * official sees a page of ours. Every response to a client names the issuer (RFC 9207).
 */
@NullMarked
package vn.antin.auth.oauth2.authorize;

import org.jspecify.annotations.NullMarked;
