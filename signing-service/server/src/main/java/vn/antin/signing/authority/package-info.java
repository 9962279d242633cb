/**
 * The installation's own certification authority: for internal use and for development.
 *
 * <p>A certificate is prepared from a profile, linted as the bytes that will be signed, written
 * down, signed and compared: {@link vn.antin.signing.authority.Issuing}. Taking back goes through
 * {@code certificate_revocation}; lists ({@code crl}) and answers ({@code ocsp}) follow from there.
 * The root's key is kept elsewhere ({@code ceremony}), the issuing authority's in the token.
 *
 * <p>RFC 5280, RFC 6960, RFC 5019.
 */
@ApplicationModule(
    allowedDependencies = {"authserver", "bind", "certificate", "key", "people", "problem", "web"})
@NullMarked
package vn.antin.signing.authority;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
