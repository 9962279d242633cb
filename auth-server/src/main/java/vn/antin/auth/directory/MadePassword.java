package vn.antin.auth.directory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A password that an official has made for one system, without the password.
 *
 * @param system what its owner calls the system
 * @param lastAddress from where it was used last
 */
public record MadePassword(
    UUID id,
    String system,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastAddress) {}
