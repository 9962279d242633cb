package vn.antin.auth.oauth2.token;

import java.time.Instant;

/** A handle in force. */
public record LiveHandle(Family family, Instant issuedAt, Instant expiresAt) {}
