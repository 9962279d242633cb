package vn.antin.signing.certificate.register;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;

/**
 * What a list of certificates is narrowed to; null and empty narrow nothing.
 *
 * @param words part of holder, user name, unit, subject or serial number
 * @param status valid, expired, stopped, suspended or revoked
 * @param kind official or seal
 * @param source authority, request or usb-token
 * @param issuer part of the issuer's name
 * @param expiresFrom end of validity at or after this
 * @param expiresBefore end of validity before this
 * @param unit holders of this unit and those below it
 */
record Filter(
    String words,
    @Nullable String status,
    @Nullable String kind,
    @Nullable String source,
    @Nullable String issuer,
    @Nullable Instant expiresFrom,
    @Nullable Instant expiresBefore,
    @Nullable UUID unit) {
  private static final int LONGEST = 200;

  Filter {
    oneOf("status", status, List.of("valid", "expired", "stopped", "suspended", "revoked"));
    oneOf("kind", kind, List.of("official", "seal"));
    oneOf("source", source, List.of("authority", "request", "usb-token"));
    if (words.length() > LONGEST || (issuer != null && issuer.length() > LONGEST)) {
      throw Problem.INVALID_REQUEST.because("the words looked for are too long");
    }
  }

  private static void oneOf(String name, @Nullable String value, List<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      throw Problem.INVALID_REQUEST.because(name + " must be one of " + allowed);
    }
  }
}
