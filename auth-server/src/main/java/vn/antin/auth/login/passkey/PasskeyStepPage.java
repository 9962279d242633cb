package vn.antin.auth.login.passkey;

import org.jspecify.annotations.Nullable;

/**
 * What the passkey step shows.
 *
 * @param choice where the other ways are
 * @param problem key of the message that says what went wrong
 */
public record PasskeyStepPage(String flow, String choice, @Nullable String problem) {}
