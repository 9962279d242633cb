/**
 * Detached CMS signatures for documents that carry them inside, such as PDF.
 *
 * <p>SignedData of RFC 5652 with the attributes of CAdES (ETSI EN 319 122-1) that PAdES asks for
 * (EN 319 142-1 section 6.3). How each algorithm is written: RSA RFC 3370, RFC 4056 (PSS) and RFC
 * 5754; ECDSA RFC 5753; Ed25519 RFC 8419; SHA-3 RFC 9688; ML-DSA RFC 9882. The bytes are put
 * together here because most of them are the same for every signature of a signer and are made
 * once.
 */
@NullMarked
package vn.antin.signing.engine.cms;

import org.jspecify.annotations.NullMarked;
