package vn.antin.admin.session;

import java.util.UUID;

/**
 * An official's session, without its tokens.
 *
 * @param subject the official's account id at the auth-server
 * @param administrator whether the official administers any unit, as of the last refresh
 */
public record DeskSession(
    UUID id, String subject, String username, String displayName, boolean administrator) {}
