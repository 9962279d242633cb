/**
 * One account for life: who an official is to every system, and what they prove it with.
 *
 * <p>Names are kept in composed form (Unicode NFC); a username is lower case as well. What is kept
 * of a password or signing PIN is an Argon2id hash (RFC 9106).
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.auth.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
