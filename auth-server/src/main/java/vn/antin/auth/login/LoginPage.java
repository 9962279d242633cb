package vn.antin.auth.login;

import org.jspecify.annotations.Nullable;

/**
 * What the login page shows.
 *
 * @param application the name of the application being logged in to
 * @param problem key of the message that says what went wrong with the last attempt
 * @param minutes how long to wait, where the message says so
 */
public record LoginPage(
    String flow,
    @Nullable String application,
    String username,
    @Nullable String problem,
    long minutes) {}
