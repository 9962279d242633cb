package vn.antin.auth.login.certificate;

import java.time.Instant;

/**
 * The certificate that an official is about to register.
 *
 * @param ticket redeems it
 * @param holder the name in it
 * @param authority the name of who issued it
 */
public record CertificateConfirmation(
    String ticket, String holder, String authority, Instant notAfter) {}
