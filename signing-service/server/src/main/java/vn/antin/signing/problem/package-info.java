/**
 * Everything this service can refuse or fail with, named once.
 *
 * <p>What a client may read is the {@link vn.antin.signing.problem.Problem} and its text in the
 * client's language; what the operator may read is the message of the {@link
 * vn.antin.signing.problem.SigningException}. The two never mix. The web edge maps them to problem
 * documents (RFC 9457).
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.signing.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
