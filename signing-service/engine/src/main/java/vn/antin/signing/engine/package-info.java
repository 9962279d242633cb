/**
 * Documents become signed documents: prepare, have a key sign, complete.
 *
 * <p>A PDF signature is appended (ISO 32000-1 section 7.5.6): the file is read through once, hashed
 * and never held in memory, and earlier signatures stay valid because none of their bytes change.
 * The form is PAdES-BASELINE-B (ETSI EN 319 142-1). Nothing here knows where a document comes from,
 * whose key signs or who approved it; types of PDF libraries do not leave this package, so that the
 * library can be replaced.
 */
@NullMarked
package vn.antin.signing.engine;

import org.jspecify.annotations.NullMarked;
