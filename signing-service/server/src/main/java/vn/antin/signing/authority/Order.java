package vn.antin.signing.authority;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.authority.profile.Wish;

/**
 * A certificate that somebody wants from the authority in force.
 *
 * @param profile name of its profile
 * @param intent null for the services of the authority itself
 * @param by who wants it, for the audit log: an id, never a name
 */
public record Order(String profile, Wish wish, @Nullable Intent intent, String by) {}
