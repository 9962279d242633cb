/**
 * Login by a smart card or another X.509 certificate. The browser proves in a TLS handshake that it
 * holds the key (RFC 8446 §4.4.2; on our second listener, or with a listed proxy that hands the
 * certificate on, RFC 9440); whether the certificate means anything is decided here: it must chain
 * to an anchor of a configured trust domain (RFC 5280 §6), be made for this use, and be known not
 * to be revoked (CRL, RFC 5280; OCSP, RFC 6960). Not knowing is refusing.
 *
 * <p>Whose it is, says a certificate that the official registered, known by its public key, or a
 * national id that the authority wrote into the subject; a name says nothing.
 *
 * <p>The second listener is another origin and reads no cookies. A login goes there and comes back
 * with one-time tickets that only the browser that began it can redeem.
 */
@NullMarked
package vn.antin.auth.login.certificate;

import org.jspecify.annotations.NullMarked;
