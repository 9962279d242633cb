/**
 * Reorganisations of the province: units merge, split, move, change their names and end on a day,
 * as one plan of several steps that takes effect as a whole or not at all.
 *
 * <p>A plan is drafted, rehearsed (carried out in a transaction that is rolled back, and what it
 * changed is told), confirmed, and can be undone until its day. On its day any node carries it out,
 * once, in one transaction; or at once, when that day has come. Posts go with their holders, so
 * officials keep their assignments; administrators' roles go on over what took over; {@link
 * vn.antin.auth.org.reorganisation.UnitsReplaced} lets clients' audience rules and whatever else
 * names units follow. A seal does not follow (Decree 30/2020/NĐ-CP: it is one agency's): the
 * records clerk keeps custody of the old one, whose use signing-service stops by the unit's own
 * validity.
 */
@NamedInterface("reorganisation")
@NullMarked
package vn.antin.auth.org.reorganisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
