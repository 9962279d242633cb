package vn.antin.auth.org;

/**
 * A post that an official holds today.
 *
 * @param id names the holding of it
 * @param kind main, concurrent, seconded or acting
 */
public record PostHeld(AssignmentId id, String title, String unit, String kind) {}
