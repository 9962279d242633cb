/**
 * What of a file each signature vouches for, and what came after it or lies beside it.
 *
 * <p>A signature may hold and the document still say something else than its signer saw: a PDF goes
 * on after it (ISO 32000-1 section 7.5.6), an element is moved (<a
 * href="https://www.w3.org/TR/xmldsig-bestpractices/">signature wrapping</a>), a file lies in the
 * container that nobody signed. DSS says which bytes were signed; what the others do to the
 * document is found here, for PDF by comparing both states of it with our own reader.
 */
@NullMarked
package vn.antin.signing.engine.validation.coverage;

import org.jspecify.annotations.NullMarked;
