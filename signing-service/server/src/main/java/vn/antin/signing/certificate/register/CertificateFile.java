package vn.antin.signing.certificate.register;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.key.KeyAbility;

/**
 * Everything that is known of one certificate.
 *
 * @param version for {@code If-Match} with acts upon it
 * @param authority who issued it, when that was one of ours
 * @param possession of a USB token's key: proved by its holder, or vouched for by an administrator;
 *     null when the key was made here
 * @param namedUnit the unit that it names; null when none is known
 * @param automatic whether its present state came from a change of the holder's, not from a person
 * @param chain the certificate, then its issuers, nearest first
 */
record CertificateFile(
    @JsonUnwrapped CertificateRegister.Line line,
    long version,
    String keyAlgorithm,
    KeyAbility key,
    @Nullable String authority,
    @Nullable String possession,
    @Nullable String namedUnit,
    boolean automatic,
    @Nullable String reasonText,
    @Nullable Instant changedAt,
    @Nullable UUID replaces,
    @Nullable UUID replacedBy,
    List<Link> chain,
    List<Event> history) {
  CertificateFile {
    chain = List.copyOf(chain);
    history = List.copyOf(history);
  }

  /** One certificate of the chain. */
  record Link(
      String subject,
      String issuer,
      String serialNumber,
      Instant validFrom,
      Instant validTo,
      String sha256,
      String pem) {}

  /**
   * One thing that happened, the latest first.
   *
   * @param by the person's name; null when it happened by itself
   */
  record Event(
      Instant at,
      String event,
      @Nullable String reason,
      @Nullable String reasonText,
      @Nullable String by,
      @Nullable String note) {}
}
