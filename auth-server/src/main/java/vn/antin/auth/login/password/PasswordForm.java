package vn.antin.auth.login.password;

import org.jspecify.annotations.Nullable;

/**
 * The form in which a new password is chosen.
 *
 * @param action where it is sent
 * @param flow of the login in which it happens; empty outside of one
 * @param due key of the text that says why it has to be; null when nothing demands it
 * @param shortest characters that the password has at least
 * @param problem key of what was wrong with the last one
 */
public record PasswordForm(
    String action,
    String flow,
    String username,
    @Nullable String due,
    int shortest,
    @Nullable String problem) {}
