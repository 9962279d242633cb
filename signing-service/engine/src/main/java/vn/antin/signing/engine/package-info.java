/**
 * Documents become signed documents: prepare, have a key sign, complete.
 *
 * <p>Here stands what belongs to no format: where a document is read from, who signs, what lies
 * between preparing and completing, what may come of it. Each format has a package that reads and
 * writes it. Nothing here knows where a document comes from, whose key signs or who approved it;
 * types of libraries do not leave the engine, so that they can be replaced.
 */
@NullMarked
package vn.antin.signing.engine;

import org.jspecify.annotations.NullMarked;
