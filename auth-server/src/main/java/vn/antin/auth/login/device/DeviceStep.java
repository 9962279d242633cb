package vn.antin.auth.login.device;

import org.jspecify.annotations.Nullable;

/**
 * What the page of the step shows.
 *
 * @param named whether it is known whose login it is
 * @param minutes how long a question stands
 * @param number to be typed on the other device; null while nothing is asked
 * @param problem key of the message that says what went wrong
 */
public record DeviceStep(
    String flow, boolean named, long minutes, @Nullable String number, @Nullable String problem) {}
