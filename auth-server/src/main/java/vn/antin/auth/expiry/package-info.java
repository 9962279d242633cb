/**
 * Mails about signing certificates that end soon. signing-service decides whom a notice is for and
 * when; it has no mail, so its notices are fetched here in their order and mailed.
 *
 * <p>The position in that order moves in the transaction that takes the notices over, and a notice
 * is removed in the transaction that puts its mail into the outbox: each is mailed once, however
 * many nodes run and whenever one of them dies. Holders are written to at once; administrators and
 * records clerks get one mail a day for all that ends in their units.
 */
@ApplicationModule(allowedDependencies = {"account", "mail", "oauth2", "web"})
@NullMarked
package vn.antin.auth.expiry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
