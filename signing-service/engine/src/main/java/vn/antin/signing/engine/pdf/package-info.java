/**
 * PDF read at its places and continued at its end (ISO 32000-1 and -2, sections 7.2 to 7.5, 12.7
 * and 12.8), without a PDF library inside.
 *
 * <p>Every file is hostile: all loops, depths, counts and decoded sizes are bounded by {@link
 * vn.antin.signing.engine.pdf.PdfLimits}. Damage met while a file is read is a {@link
 * vn.antin.signing.engine.pdf.BrokenPdf} that the signer turns into a refusal.
 */
@NullMarked
package vn.antin.signing.engine.pdf;

import org.jspecify.annotations.NullMarked;
