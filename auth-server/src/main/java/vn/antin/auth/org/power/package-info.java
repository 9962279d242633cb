/**
 * Delegated administration: roles over subtrees, given for a time, and acts that two people decide.
 *
 * <p>Who holds power over a unit may give it on, never more of it, for longer or elsewhere than
 * they hold it, and never to themselves; nobody changes an official who holds more. Grants of power
 * and other acts that reach into somebody's account ({@link vn.antin.auth.org.power.FourEyesAct})
 * are proposed by one administrator and decided by a second who holds the same power over the same
 * people and units (NIST SP 800-53 AC-3(2), dual authorization). Both powers are looked at again in
 * the transaction that decides, and the act is done in it.
 */
@NamedInterface("power")
@NullMarked
package vn.antin.auth.org.power;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
