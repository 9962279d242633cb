/**
 * This service as a client of auth-server: it proves itself with a signed assertion ({@code
 * private_key_jwt}, RFC 7523), asks for introspection (RFC 7662) and for its own access tokens.
 *
 * <p>auth-server may be down when this service starts, and at any time later: nothing is fetched
 * before it is needed, every call has a time-out, and an outage is an exception, never a guess.
 */
@ApplicationModule(allowedDependencies = "problem")
@NullMarked
package vn.antin.signing.authserver;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
