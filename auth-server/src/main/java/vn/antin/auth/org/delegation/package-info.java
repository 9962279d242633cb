/**
 * By what right officials sign for a unit, and the records that give such a right.
 *
 * <p>Decree 30/2020/NĐ-CP, Article 13. What rests on what:
 *
 * <ul>
 *   <li>no prefix: the post that heads the unit, held and not merely acted in;
 *   <li>TM: the post that heads a unit which decides as a body (a setting says which kinds do);
 *   <li>Q: an acting assignment to the post that heads the unit;
 *   <li>KT, TL, TUQ: a record kept here. Whoever heads the unit gives it in a document, which the
 *       record names; an administrator with power over both people enters it.
 * </ul>
 *
 * <p>A record is never rewritten. It stands from a day until one, and only while the delegator
 * heads the unit and the delegate holds the post named: that is asked each time, so nothing has to
 * end it when either of them leaves. TUQ always has an end and is never delegated on: only who
 * heads the unit gives anything. Orders given on (a deputy who signs for the head of a division
 * that signs by order) are not recorded.
 */
@NamedInterface("delegation")
@NullMarked
package vn.antin.auth.org.delegation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
