/**
 * Tables of text as offices send them: .xlsx (ISO/IEC 29500, read by events and never as a whole)
 * and .csv (RFC 4180 and what spreadsheets make of it, in whichever encoding they saved it).
 *
 * <p>The bytes are hostile: sizes are limited after decompression, document types and external
 * entities are refused, formulas are never computed and never written.
 */
@NamedInterface("table")
@NullMarked
package vn.antin.auth.provisioning.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
