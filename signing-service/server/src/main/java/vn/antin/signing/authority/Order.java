package vn.antin.signing.authority;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.authority.profile.Wish;

/**
 * A certificate that somebody wants from the authority in force.
 *
 * @param profile name of its profile
 * @param credential the credential or the enrolment of a server that it is for, or null
 * @param by who wants it, for the audit log: an id, never a name
 */
public record Order(String profile, Wish wish, @Nullable UUID credential, String by) {}
