package vn.antin.auth.login.certificate;

import org.jspecify.annotations.Nullable;

/**
 * What the page of the certificate step shows.
 *
 * @param problem key of the message that says what went wrong; null before the first attempt
 */
public record CertificateStep(String flow, @Nullable String problem) {}
