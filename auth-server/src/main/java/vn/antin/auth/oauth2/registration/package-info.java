/**
 * Registration: what a client may say about itself, and how it registers by itself.
 *
 * <p>{@link vn.antin.auth.oauth2.registration.ClientRules} is the one place that decides whether a
 * metadata document (RFC 7591 §2, OpenID Connect Dynamic Client Registration 1.0 §2 and the
 * specifications that add members) describes a client that this server can serve safely; dynamic
 * registration and administration both ask it. Registration itself is RFC 7591 and its management
 * RFC 7592: closed by default, with initial access tokens or open where a province says so.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591">RFC 7591</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7592">RFC 7592</a>
 * @see <a href="https://openid.net/specs/openid-connect-registration-1_0.html">OpenID Connect
 *     Dynamic Client Registration 1.0</a>
 */
@NullMarked
package vn.antin.auth.oauth2.registration;

import org.jspecify.annotations.NullMarked;
