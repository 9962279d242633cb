package vn.antin.auth.login.totp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the page about one's own app shows.
 *
 * @param since when the app that counts was set up; null when there is none
 * @param picture the QR code of the seed being set up
 * @param seed the same for typing
 * @param problem key of the message that says what went wrong
 */
public record AppPage(
    @Nullable Instant since,
    @Nullable Instant lastUsed,
    String picture,
    String seed,
    @Nullable String problem) {}
