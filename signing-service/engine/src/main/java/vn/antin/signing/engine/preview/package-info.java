/**
 * Pictures of pages of documents that nobody has looked at yet, so that a person sees what is to be
 * signed.
 *
 * <p>Drawing a page needs a whole PDF reader with fonts and pictures, and every document is
 * hostile: PDFBox draws in a {@link vn.antin.signing.engine.child process of its own} and never has
 * the document as a file. The engine signs without it.
 */
@NullMarked
package vn.antin.signing.engine.preview;

import org.jspecify.annotations.NullMarked;
