package vn.antin.signing.authority.state;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authority as administrators see it.
 *
 * @param state requested, active or retired
 * @param keyHere false for a root whose key is kept elsewhere
 * @param fingerprint SHA-256 of its certificate, in hexadecimal; null while it has none
 * @param issued certificates in force, by profile
 * @param revoked certificates in force that are on its list
 * @param unknown serial numbers of which nobody knows whether a certificate came to be
 */
record AuthorityState(
    String name,
    String kind,
    String state,
    boolean keyHere,
    @Nullable String subject,
    @Nullable String issuer,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable String fingerprint,
    @Nullable ListState list,
    @Nullable ListState deltaList,
    @Nullable OcspState ocsp,
    Map<String, Long> issued,
    long revoked,
    long unknown) {
  AuthorityState {
    issued = Map.copyOf(issued);
  }

  /** The newest list of a kind. */
  record ListState(
      long number, Instant thisUpdate, Instant nextUpdate, int entries, String address) {}

  /** The responder: how many answers lie ready, and how many are still to be made. */
  record OcspState(Instant responderValidTo, long answers, long backlog, String address) {}
}
