/**
 * The JWT bearer grant (RFC 7523 §2.1): a system that the province trusts vouches for an official
 * by a signed assertion, and the client gets an access token of minutes for it. There is no session
 * behind such a token and so no refresh, no ID token and no userinfo.
 *
 * <p>An assertion is accepted from configured issuers alone, for the clients named there, once.
 */
@NullMarked
package vn.antin.auth.oauth2.assertion;

import org.jspecify.annotations.NullMarked;
