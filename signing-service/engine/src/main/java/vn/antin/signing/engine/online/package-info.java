/**
 * The little HTTP that long-term signatures need: time-stamps, OCSP, revocation lists and issuers'
 * certificates.
 *
 * <p>Addresses come from certificates, that is from strangers: only {@code http} and {@code https},
 * bounded in size, time and redirects, and no address that the IANA special-purpose registries (RFC
 * 6890) keep from the public internet, unless the operator names its host. What is fetched carries
 * its own signature, which the caller checks, so plain {@code http} will do (RFC 5280 section 8).
 */
@NullMarked
package vn.antin.signing.engine.online;

import org.jspecify.annotations.NullMarked;
