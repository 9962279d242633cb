/**
 * A certification authority for development: a root, an issuing authority under it, certificates
 * for the officials of the read copy and one seal per province, shaped like those of the
 * government's authority (several UID RDNs, signing only).
 *
 * <p>Off unless {@code antin.development-authority.enabled} says so; its certificates prove nothing
 * outside this installation. The intent to issue is written and audited before a key is made;
 * serial numbers are random (RFC 5280 §4.1.2.2).
 */
@ApplicationModule(allowedDependencies = {"certificate", "key", "people", "problem"})
@NullMarked
package vn.antin.signing.authority;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
