/**
 * Read copy of the province's units, officials, assignments, roles and delegations of signing.
 *
 * <p>auth-server owns them; this copy is fed by polling its ordered change feed, so that who may
 * use a seal and whose certificates an administrator may see are answered in SQL, next to the rows
 * they guard. Pages are applied in order, each in one transaction with the feed's position;
 * applying one twice changes nothing. Without a position, or when auth-server no longer knows it,
 * everything is read again and what was not seen is removed. A copy older than five minutes is
 * stale: pages say so, and acts of power are refused.
 *
 * <p>By what right somebody signs ({@link vn.antin.signing.people.SigningAuthority}) is answered
 * from it, at the instant of signing.
 */
@ApplicationModule(allowedDependencies = {"authserver", "problem"})
@NullMarked
package vn.antin.signing.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
