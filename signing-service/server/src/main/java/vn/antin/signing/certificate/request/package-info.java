/**
 * Certificates of outside authorities: a key made here and a signed request for it (PKCS#10, RFC
 * 2986), the authority's answer taken in (PEM, DER or PKCS#7) when it fits the key, and
 * certificates of USB tokens made known by file.
 *
 * <p>Chains are completed from the authorities known here and from what came along, and end at one
 * that is known. Either an administrator vouches that a token's certificate is the holder's, or the
 * holder proves to have its key: with a code that an administrator made for them, the token signs
 * {@link vn.antin.signing.certificate.request.PossessionText a text} that names this server, the
 * code and the certificate. No use of such a key is made here.
 */
@NullMarked
package vn.antin.signing.certificate.request;

import org.jspecify.annotations.NullMarked;
