/**
 * Logging in and out with the auth-server: OpenID Connect Core 1.0 code flow with a validated ID
 * token, RP-Initiated Logout 1.0, and the receiver of Back-Channel Logout 1.0 that ends sessions
 * here when they end there.
 */
@ApplicationModule(
    allowedDependencies = {"authorization", "installation", "session", "upstream", "web"})
@NullMarked
package vn.antin.admin.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
