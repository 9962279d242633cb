/**
 * Our accounts as an LDAP directory for applications that speak nothing newer. The protocol is the
 * gateway's (vn.antin.ldap.gateway); here are its settings, its life within the application, and
 * the SQL behind it. A bind is a password check like any other: same throttle, same audit. It never
 * stands in for two factors: an account that needs a second one binds only with a password that its
 * owner has made for one system.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "digest",
      "login :: factor",
      "login :: password",
      "login :: policy",
      "org",
      "session",
      "web"
    })
@NullMarked
package vn.antin.auth.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
