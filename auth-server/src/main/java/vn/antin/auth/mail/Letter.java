package vn.antin.auth.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it waits in the outbox.
 *
 * @param until when what it holds is worth nothing any more; null: it always is worth something
 */
record Letter(
    String to,
    String language,
    String subject,
    String text,
    Instant written,
    @Nullable Instant until) {}
