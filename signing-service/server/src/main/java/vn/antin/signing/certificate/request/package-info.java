/**
 * Certificates of outside authorities: a key made here and a signed request for it (PKCS#10, RFC
 * 2986), the authority's answer taken in (PEM, DER or PKCS#7) when it fits the key, and
 * certificates of USB tokens made known by file.
 *
 * <p>Chains are completed from the authorities known here and from what came along, and end at one
 * that is known. An administrator vouches that a token's certificate is the holder's; no use of its
 * key is made here.
 */
@NullMarked
package vn.antin.signing.certificate.request;

import org.jspecify.annotations.NullMarked;
