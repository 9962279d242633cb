/**
 * REST about people, for holders of our access tokens (RFC 9068): an official's own data, the
 * accounts an administrator may see, how messages to other systems fare, and the feed by which
 * signing-service keeps its copy of the tree. Errors are problem documents (RFC 9457).
 */
@ApplicationModule(allowedDependencies = {"account", "oauth2", "oauth2 :: access", "org", "outbox"})
@NullMarked
package vn.antin.auth.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
