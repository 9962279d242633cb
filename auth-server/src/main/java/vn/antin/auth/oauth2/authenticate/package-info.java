/**
 * How the systems of {@code client} prove who they are, the same at every endpoint that asks them
 * to: secret (RFC 6749 §2.3.1), assertion signed with the secret or with a key of their own (OpenID
 * Connect Core §9, RFC 7523), client certificate (RFC 8705 §2), or nothing for public clients,
 * which must use PKCE.
 *
 * <p>A request proves itself in one way, and by what the client has registered. Whether a client is
 * unknown, switched off or merely wrong, the answer and the work behind it are the same; why it was
 * refused is written down for the operator, a few lines per client.
 */
@NullMarked
package vn.antin.auth.oauth2.authenticate;

import org.jspecify.annotations.NullMarked;
