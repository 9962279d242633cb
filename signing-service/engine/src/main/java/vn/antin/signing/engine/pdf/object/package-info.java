/**
 * The values that a PDF is made of (ISO 32000-1 section 7.3) and the filters of its streams
 * (section 7.4), wherever they come from.
 *
 * <p>Values are immutable and closed: a switch over {@link
 * vn.antin.signing.engine.pdf.object.PdfObject} is complete. A stream of a file reads its bytes
 * when they are asked for; nothing else here knows that there are files.
 */
@NullMarked
package vn.antin.signing.engine.pdf.object;

import org.jspecify.annotations.NullMarked;
