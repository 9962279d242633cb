/**
 * Which officials may use a system, and as what: the units whose officials it is open to, the roles
 * it knows, who has them, and the post in which an official works. Tokens say so to a system that
 * was granted the scopes {@code post} and {@code roles} ({@code roles} as in RFC 9068 §2.2.3.1),
 * and to no other.
 *
 * <p>Rules name units, so they follow a reorganisation; roles name posts, so they follow whoever
 * holds them.
 */
@NamedInterface("access")
@NullMarked
package vn.antin.auth.oauth2.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
