/**
 * Our accounts as an LDAP directory for applications that speak nothing newer. The protocol is the
 * gateway's (vn.antin.ldap.gateway); here are its settings, its life within the application, and
 * the SQL behind it. A bind is a password check like any other: same throttle, same audit.
 */
@ApplicationModule(allowedDependencies = {"account", "login :: password", "org", "web"})
@NullMarked
package vn.antin.auth.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
