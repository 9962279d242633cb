/**
 * The state of our own certification authorities: their certificates, revocation lists and OCSP
 * answers (RFC 5280, RFC 6960). What no credential stands for is taken back here by its serial
 * number; authorities are founded through signing-service ({@code POST /authority/requests}), their
 * roots in a ceremony.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.authorities;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
