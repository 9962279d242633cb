package vn.antin.auth.login.code;

import org.jspecify.annotations.Nullable;

/**
 * What the step shows.
 *
 * @param kind ends the keys of its texts
 * @param action where its form goes
 * @param digits whether the code is made of digits alone
 * @param choice where the other ways are
 * @param problem key of the message that says what went wrong
 * @param minutes how long to wait, where the message says so
 */
public record CodePage(
    String flow,
    String kind,
    String action,
    boolean digits,
    String choice,
    @Nullable String problem,
    long minutes) {}
