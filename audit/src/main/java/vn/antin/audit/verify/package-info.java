/**
 * Judges a log, in a database or in an exported file, and says in sentences what is wrong with it.
 *
 * <p>It believes nothing that is stored: rows are hashed again, trees and chain rebuilt, signatures
 * checked. What a rewritten database could still hide is found by what the judge brings along: the
 * last root known, the file of roots, the certificate of the signer.
 */
@NullMarked
package vn.antin.audit.verify;

import org.jspecify.annotations.NullMarked;
