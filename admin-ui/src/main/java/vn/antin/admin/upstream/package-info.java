/**
 * Talking to the two services behind these pages. A refusal is an answer to be explained to the
 * official (RFC 9457 problem documents become sentences elsewhere); an outage is {@link
 * vn.antin.admin.upstream.Unreachable} and becomes one page that offers to try again. Bodies are
 * streamed in both directions, never held.
 */
@ApplicationModule(allowedDependencies = "installation")
@NullMarked
package vn.antin.admin.upstream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
