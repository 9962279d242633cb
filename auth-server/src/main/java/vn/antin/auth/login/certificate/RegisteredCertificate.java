package vn.antin.auth.login.certificate;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that an official registered.
 *
 * @param holder the name in it
 * @param authority the name of who issued it
 */
public record RegisteredCertificate(
    UUID id,
    String holder,
    String authority,
    Instant notAfter,
    Instant registeredAt,
    @Nullable Instant lastUsedAt) {}
