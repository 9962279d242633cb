package vn.antin.signing.certificate.form;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a credential and its holder.
 *
 * @param title of the holder's post; null for a seal
 * @param unit the holder's own; of a seal the unit itself
 * @param above the unit above; null for the highest
 * @param request PKCS#10; null when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
record FormFacts(
    boolean seal,
    String holder,
    @Nullable String title,
    @Nullable String unit,
    @Nullable String above,
    Instant createdAt,
    byte @Nullable [] request,
    @Nullable Certified certified) {
  /** The certificate, once there is one. */
  record Certified(String subject, String issuer, String serialNumber, Instant from, Instant to) {}
}
