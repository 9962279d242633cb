package vn.antin.admin.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.installation.Wrapped;

/** A session as stored, tokens wrapped. */
record SessionRow(
    DeskSession session,
    Wrapped accessToken,
    Instant accessExpiresAt,
    @Nullable Wrapped refreshToken,
    Wrapped idToken,
    Instant seenAt) {}
