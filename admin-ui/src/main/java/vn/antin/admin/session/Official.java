package vn.antin.admin.session;

import org.jspecify.annotations.Nullable;

/**
 * Who logged in, as the ID token says.
 *
 * @param sid the session at the auth-server, for logout from there
 */
public record Official(String subject, @Nullable String sid, String username, String displayName) {}
