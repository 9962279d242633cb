/**
 * Lists of certificates as outside authorities hand them over, one line per holder: a table (CSV,
 * RFC 4180) or a directory.
 *
 * <p>Reading takes nothing for granted and decides nothing: how much is read is bounded, what a
 * line says is checked later, when somebody's power over its holder is known.
 */
@NullMarked
package vn.antin.signing.certificate.list;

import org.jspecify.annotations.NullMarked;
