/**
 * How officials come, move, go and come back: one account for life, whose posts and powers have
 * dates.
 *
 * <p>{@link vn.antin.auth.org.lifecycle.Lifecycle} is the one way: the REST API, imports and SCIM
 * go through it, so that every one of them asks for the same power, leaves the same audit entries
 * and ends the same things. An account is never deleted. Who leaves is disabled on the day, keeps
 * {@code sub} and history, and loses the personal data when its time is over.
 */
@NamedInterface("lifecycle")
@NullMarked
package vn.antin.auth.org.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
