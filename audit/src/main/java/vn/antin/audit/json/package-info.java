/**
 * Just enough JSON (RFC 8259) for exported lines: the jar that judges the log depends on nothing
 * but the JDK, so that it runs anywhere and can be read whole. Strict: no duplicate names, no
 * trailing text, bounded depth. Numbers stay as written; only whole ones can be read.
 */
@NullMarked
package vn.antin.audit.json;

import org.jspecify.annotations.NullMarked;
