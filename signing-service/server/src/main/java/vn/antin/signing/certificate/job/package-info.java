/**
 * Certificates by the thousand: one job issues for every official of a unit who has none, or renews
 * all that end before a day.
 *
 * <p>Each holder is a row with its own outcome. Nodes take rows one by one under a lease; a row
 * whose node went away is taken again after its first attempt is written down as interrupted and
 * that attempt's key destroyed. Whether the creator still may act upon the holder is asked for
 * every row.
 */
@NullMarked
package vn.antin.signing.certificate.job;

import org.jspecify.annotations.NullMarked;
