package vn.antin.auth.oauth2.access;

/**
 * A role that a system knows.
 *
 * @param role as tokens name it
 * @param label as people read it
 * @param delegated whether unit administrators may give it to their own officials
 */
public record SystemRole(String role, String label, boolean delegated) {}
