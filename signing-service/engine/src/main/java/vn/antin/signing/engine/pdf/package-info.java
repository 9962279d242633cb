/**
 * PDF read at its places and continued at its end (ISO 32000-1 and -2, sections 7.2 to 7.5, 12.7
 * and 12.8), without a PDF library inside.
 *
 * <p>Signing touches a handful of objects. {@link vn.antin.signing.engine.pdf.PdfFile} finds them
 * through the cross-reference and reads nothing else, so cost and memory do not follow the size of
 * the file; {@link vn.antin.signing.engine.pdf.PdfUpdate} writes the tail that changes them. No
 * byte of the file is ever altered, so earlier signatures stay valid.
 *
 * <p>Every file is hostile: all loops, depths, counts and decoded sizes are bounded by {@link
 * vn.antin.signing.engine.pdf.PdfLimits}. A file that cannot be opened is a return value; damage
 * met later, while an opened file is read, is a {@link
 * vn.antin.signing.engine.pdf.object.BrokenPdf} that the signer turns into a refusal.
 */
@NullMarked
package vn.antin.signing.engine.pdf;

import org.jspecify.annotations.NullMarked;
