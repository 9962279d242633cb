/**
 * SCIM 2.0 (RFC 7643, RFC 7644) for personnel systems: officials as users, units as groups.
 *
 * <p>A client comes with an access token of its own (client credentials, scopes {@code scim.read}
 * and {@code scim.write}) and keeps the people of the unit that an administrator has given it, and
 * nobody else: the same predicate as for administrators stands in every statement. Filters become
 * SQL. Deleting a user has the official leave; an account is for life.
 *
 * <p>Model, filters, paths and patches are those of the UnboundID SCIM 2 SDK, which speaks Jackson
 * 2; bodies are therefore read and written here and not by Spring's converters.
 */
@NamedInterface("scim")
@NullMarked
package vn.antin.auth.provisioning.scim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
