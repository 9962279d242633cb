/**
 * Who keeps which agency's seal since when (Decree 30/2020/NĐ-CP Art. 32: the clerk in charge), and
 * how it is handed over: proposed, approved by giver and receiver, then in effect.
 *
 * <p>An administrator over the unit may approve in the place of either, never one person for both.
 * Once a seal was handed over, its use is the keeper's alone among the unit's records clerks; the
 * statement that finds usable credentials says so.
 */
@NullMarked
package vn.antin.signing.certificate.custody;

import org.jspecify.annotations.NullMarked;
