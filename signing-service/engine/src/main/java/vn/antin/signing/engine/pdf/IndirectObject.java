package vn.antin.signing.engine.pdf;

import vn.antin.signing.engine.pdf.object.PdfObject;

/**
 * An object as it stands in the file.
 *
 * @param end position behind what was read of it
 */
record IndirectObject(int number, int generation, PdfObject value, long end) {}
