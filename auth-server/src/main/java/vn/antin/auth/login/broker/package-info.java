/**
 * Login at another OpenID provider (OpenID Connect Core 1.0, code flow), such as VNeID or the one
 * of a ministry: this server is the client there. Every request carries PKCE (RFC 7636, S256), a
 * nonce and a state that one browser can redeem once; the answer has to name the issuer that was
 * asked (RFC 9207) and comes to an address that only this upstream uses, against mix-up (RFC 9700
 * §4.4).
 *
 * <p>An identity there becomes an official here by a link: made by the official on the account
 * pages, or by a national id that the upstream has verified. A mail address or a name links
 * nothing.
 */
@NullMarked
package vn.antin.auth.login.broker;

import org.jspecify.annotations.NullMarked;
