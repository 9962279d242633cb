/**
 * The HTTP side: which filters serve which path, how errors look, discovery (OpenID Connect
 * Discovery, RFC 8414), the JWK set, userinfo, RP-initiated logout and the page for requests that
 * must not be redirected.
 */
@NullMarked
package vn.antin.auth.oauth2.endpoint;

import org.jspecify.annotations.NullMarked;
