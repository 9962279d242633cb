/**
 * Says in plain words whether the signatures of a document hold: ETSI EN 319 102-1 by the European
 * Commission's DSS library. What a signature covers is told by {@code coverage}, whom to believe by
 * {@code trust}; {@code isolation} does it all in another process.
 *
 * <p>About revocation nobody is asked but the source that the caller gives, if any. Revocation that
 * could not be checked is a state of its own, neither good nor bad (Circular 15/2025/TT-BKHCN).
 */
@NullMarked
package vn.antin.signing.engine.validation;

import org.jspecify.annotations.NullMarked;
