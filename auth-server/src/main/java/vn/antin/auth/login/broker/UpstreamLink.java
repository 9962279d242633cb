package vn.antin.auth.login.broker;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An official's identity at an upstream.
 *
 * @param upstream its name in our settings; it may have left them
 */
public record UpstreamLink(
    UUID id, String upstream, Instant linkedAt, @Nullable Instant lastUsedAt) {}
