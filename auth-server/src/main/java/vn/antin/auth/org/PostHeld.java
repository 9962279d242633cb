package vn.antin.auth.org;

/**
 * A post that an official holds today.
 *
 * @param kind main, concurrent, seconded or acting
 */
public record PostHeld(String title, String unit, String kind) {}
