/**
 * Accounts whose password lives in a directory of the province ({@code account.federation} names
 * it). The password is checked there by a bind and never kept; what the directory says of the
 * official is taken over in one transaction with its audit entry. A directory that does not answer
 * is said to be down: there is no other password to fall back to.
 */
@ApplicationModule(allowedDependencies = "account")
@NullMarked
package vn.antin.auth.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
