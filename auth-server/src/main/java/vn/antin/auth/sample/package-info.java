/**
 * A made-up province to try the house with: deterministic, made by two SQL statements, the same on
 * every machine. Made only when asked for, and never into a database that holds real accounts.
 */
@ApplicationModule(allowedDependencies = "account")
@NullMarked
package vn.antin.auth.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
