/**
 * Revocation lists: full and delta, on schedule and when something was taken back.
 *
 * <p>One node at a time makes a list: it takes the turn by one conditional statement and gives it
 * back, or loses it after half a minute. The number is written down before the authority's key is
 * used; a making that failed leaves a gap. A delta list is the difference to the last full list
 * that was made on schedule, found by reading that list itself, so that it is right whatever clocks
 * and commits did. Lists are rows; every node serves them.
 *
 * <p>RFC 5280 §5, RFC 4325, RFC 9111.
 */
@NullMarked
package vn.antin.signing.authority.crl;

import org.jspecify.annotations.NullMarked;
