/**
 * Checks the signatures of a file that anyone may send (ETSI EN 319 102-1; what is shown follows
 * Circular 15/2025/TT-BKHCN: a revocation that could not be checked is a third state, not a
 * failure).
 *
 * <p>Open to the world, so everything is bounded: size, calls per address, uploads at a time, and
 * validation happens in a child process with its own heap and a time limit. Nothing sent here is
 * stored.
 */
@ApplicationModule(allowedDependencies = {"certificate", "document", "problem", "web"})
@NullMarked
package vn.antin.signing.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
