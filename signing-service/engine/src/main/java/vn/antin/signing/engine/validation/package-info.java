/**
 * Says in plain words whether the signatures of a document hold: ETSI EN 319 102-1 by the European
 * Commission's DSS library, and what came after a PDF's signature by our own comparison.
 *
 * <p>Trust anchors are pinned and given by the caller; about revocation nobody is asked but the
 * source that the caller gives, if any. Revocation that could not be checked is a state of its own,
 * neither good nor bad (Circular 15/2025/TT-BKHCN).
 */
@NullMarked
package vn.antin.signing.engine.validation;

import org.jspecify.annotations.NullMarked;
