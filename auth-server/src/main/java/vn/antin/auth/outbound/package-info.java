/**
 * HTTP to addresses that clients or administrators named: key sets, sector identifiers, request
 * objects, logout and notification endpoints. Whoever may name an address could make this server
 * knock on doors that only it can reach (server-side request forgery, RFC 7591 §5, OpenID Connect
 * Core §6.2), so every such request leaves by this one guarded way.
 *
 * <p>The name is resolved once, the address found is checked, and the connection goes to that very
 * address, while TLS still verifies the name: a second answer of the DNS has no say. Redirects are
 * not followed; size and time are bounded.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.auth.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
