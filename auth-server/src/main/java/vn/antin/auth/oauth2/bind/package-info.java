/**
 * Tokens that only their owner can use: DPoP (RFC 9449) and tokens bound to a client certificate
 * (RFC 8705 §3), at the endpoints that issue tokens and at our own resources that accept them; and
 * tokens that are good in one place only (resource indicators, RFC 8707).
 *
 * <p>A proof is believed when its key signed it, when it names this very request as the configured
 * issuer would write it (never as the Host header does), when it is fresh, and when no node has
 * seen it before. Nonces hold no state: any node reads what another has given.
 */
@NullMarked
package vn.antin.auth.oauth2.bind;

import org.jspecify.annotations.NullMarked;
