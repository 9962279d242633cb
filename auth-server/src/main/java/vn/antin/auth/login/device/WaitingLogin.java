package vn.antin.auth.login.device;

import java.time.Instant;
import java.util.UUID;

/**
 * A login that waits for the official's yes, as their inbox shows it.
 *
 * @param proven whether another factor stands behind it
 * @param address where the browser is that wants in
 * @param device that browser and its system in a few words
 */
public record WaitingLogin(
    UUID id, boolean proven, String address, String device, Instant askedAt, Instant expiresAt) {}
