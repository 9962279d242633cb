/**
 * The OAuth 2 authorization code flow as its client: discovery (RFC 8414), starting with PKCE (RFC
 * 7636), state and nonce, pushing what is too large for an address (RFC 9126), receiving the
 * browser back, the {@code iss} check (RFC 9207) and the token endpoint. A flow under way is a row
 * bound to the browser by a cookie's hash, used once. Logging in and approving a signature are both
 * such flows.
 */
@ApplicationModule(allowedDependencies = {"installation", "upstream", "web"})
@NullMarked
package vn.antin.admin.authorization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
