/**
 * Signs PDF by appending to it: PAdES-BASELINE-B to LTA.
 *
 * <p>A signature is an incremental update (ISO 32000-1 section 7.5.6), so earlier signatures stay
 * valid because none of their bytes change, and what their signers allow later is respected:
 * DocMDP, FieldMDP, field locks and seed values (ISO 32000-1 sections 12.7.4.5 and 12.8.2). Levels,
 * the document security store and document time-stamps follow ETSI EN 319 142-1. The document is
 * read as a stream and never held; what must be read of it goes through {@code engine.pdf}.
 */
@NullMarked
package vn.antin.signing.engine.pades;

import org.jspecify.annotations.NullMarked;
