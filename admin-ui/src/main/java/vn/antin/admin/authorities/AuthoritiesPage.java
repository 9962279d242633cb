package vn.antin.admin.authorities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.web.SubjectName;

/**
 * Our own authorities.
 *
 * @param now what the lists' next update is compared with
 * @param mayRevoke whether the reader may be one who revokes by number; signing-service decides
 */
public record AuthoritiesPage(List<Authority> items, Instant now, boolean mayRevoke) {
  public AuthoritiesPage {
    items = List.copyOf(items);
  }

  /**
   * One authority.
   *
   * @param state requested, active or retired
   * @param keyHere false for a root whose key is kept elsewhere
   * @param fingerprint SHA-256 of its certificate, in hexadecimal
   * @param unknown serial numbers of which nobody knows whether a certificate came to be
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Authority(
      @Nullable String name,
      @Nullable String state,
      boolean keyHere,
      @Nullable String subject,
      @Nullable String issuer,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable String fingerprint,
      @Nullable Crl list,
      @Nullable Crl deltaList,
      @Nullable Ocsp ocsp,
      long revoked,
      long unknown) {
    public String title() {
      return subject == null
          ? Objects.requireNonNullElse(name, "–")
          : SubjectName.commonName(subject);
    }

    public String issuerName() {
      return SubjectName.commonName(issuer);
    }

    public boolean active() {
      return "active".equals(state);
    }
  }

  /** The newest revocation list of a kind. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Crl(
      long number,
      @Nullable Instant thisUpdate,
      @Nullable Instant nextUpdate,
      int entries,
      @Nullable String address) {
    public boolean late(Instant now) {
      return nextUpdate == null || nextUpdate.isBefore(now);
    }
  }

  /** How many OCSP answers lie ready, and how many are still to be made. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Ocsp(
      @Nullable Instant responderValidTo, long answers, long backlog, @Nullable String address) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Authority> items) {}
}
