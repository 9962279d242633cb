/**
 * An authority for development: a root and an issuing authority with keys in the token, founded at
 * the first need, certificates for the officials of the read copy and one seal per province, shaped
 * like those of the government's authority (several UID RDNs, signing only).
 *
 * <p>Off unless {@code antin.development-authority.enabled} says so; its certificates prove nothing
 * outside this installation. Profiles, lint, lists and OCSP are those of every other authority.
 */
@NullMarked
package vn.antin.signing.authority.development;

import org.jspecify.annotations.NullMarked;
