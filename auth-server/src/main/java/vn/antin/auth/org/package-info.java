/**
 * The province's tree of units, who holds which post and role, and over whom an administrator has
 * power. Units, posts and roles carry dates: reorganisation is normal life.
 *
 * <p>Delegated administration is one predicate, {@link vn.antin.auth.org.Scope}, that every
 * statement about other people's accounts contains. The people feed lets another service keep a
 * copy of the tree: ordered by the transactions that changed it, so that none is ever missed.
 */
@ApplicationModule(allowedDependencies = "account")
@NullMarked
package vn.antin.auth.org;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
