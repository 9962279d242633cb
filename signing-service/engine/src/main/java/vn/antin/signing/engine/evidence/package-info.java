/**
 * Evidence records: one archive time-stamp for thousands of documents, renewed as algorithms and
 * authorities age, so that a whole archive costs one question to an authority.
 *
 * <p>RFC 4998 in its ASN.1 form. The documents need not be signed; only their hash values are seen
 * here.
 */
@NullMarked
package vn.antin.signing.engine.evidence;

import org.jspecify.annotations.NullMarked;
