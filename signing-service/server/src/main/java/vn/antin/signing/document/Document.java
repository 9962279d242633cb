package vn.antin.signing.document;

import java.time.Instant;

/**
 * A complete document.
 *
 * @param name as its owner called it, cleaned for display
 * @param sha256 hash of the whole content
 */
public record Document(
    DocumentId id,
    Owner owner,
    String name,
    long size,
    Sha256 sha256,
    int pages,
    Instant createdAt,
    Instant expiresAt) {}
