/**
 * What a client asks for at the authorization endpoint, however it got here: as plain parameters,
 * as a signed request object (RFC 9101, OpenID Connect Core §6) by value or by reference, or pushed
 * beforehand (RFC 9126). {@link vn.antin.auth.oauth2.request.RequestResolver} makes plain
 * parameters of all of them; nobody behind it knows the difference.
 */
@NullMarked
package vn.antin.auth.oauth2.request;

import org.jspecify.annotations.NullMarked;
