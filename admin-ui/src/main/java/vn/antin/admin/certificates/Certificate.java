package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.web.SubjectName;

/**
 * A certificate as signing-service tells it; the lists are empty where it is one line of many.
 *
 * @param version sent along with acts, so that they are upon what was shown
 * @param source authority (ours), request (an outside authority's), usb-token
 * @param possession of a USB token's key: proved by its holder, or vouched for by an administrator
 * @param namedUnit the unit that it names, which need not be where its holder is now
 * @param automatic whether its state came from a change of the holder's, not from a person
 * @param chain the certificate, then its issuers, nearest first
 * @param history the latest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Certificate(
    @Nullable String id,
    @Nullable Long version,
    @Nullable String kind,
    @Nullable String source,
    @Nullable String holder,
    @Nullable String unit,
    @Nullable String subject,
    @Nullable String serialNumber,
    @Nullable String issuer,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable String status,
    @Nullable String reason,
    @Nullable String reasonText,
    @Nullable String keyAlgorithm,
    @Nullable Key key,
    @Nullable String possession,
    @Nullable String namedUnit,
    @Nullable Boolean automatic,
    @Nullable Instant changedAt,
    @Nullable String replaces,
    @Nullable String replacedBy,
    List<Link> chain,
    List<Event> history) {
  /** How long before its end a valid certificate is marked in lists. */
  private static final Duration SOON = Duration.ofDays(60);

  public Certificate {
    chain = List.copyOf(Objects.requireNonNullElse(chain, List.of()));
    history = List.copyOf(Objects.requireNonNullElse(history, List.of()));
  }

  /** One certificate of the chain. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Link(
      @Nullable String subject,
      @Nullable String issuer,
      @Nullable String serialNumber,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable String sha256,
      @Nullable String pem) {
    public String name() {
      return SubjectName.commonName(subject);
    }

    public boolean root() {
      return subject != null && subject.equals(issuer);
    }
  }

  /** One thing that happened; by nobody when it happened by itself. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Event(
      @Nullable Instant at,
      @Nullable String event,
      @Nullable String reasonText,
      @Nullable String by,
      @Nullable String note) {}

  public String name() {
    return holder != null && !holder.isBlank() ? holder : SubjectName.commonName(subject);
  }

  public boolean byItself() {
    return Boolean.TRUE.equals(automatic);
  }

  public boolean seal() {
    return "seal".equals(kind);
  }

  public boolean is(String state) {
    return state.equals(status);
  }

  public String issuerName() {
    return SubjectName.commonName(issuer);
  }

  /** Below its page, the paper that tells an outside authority of its state; null for none. */
  public @Nullable String paper() {
    if (reason == null || "authority".equals(source) || !(is("revoked") || is("suspended"))) {
      return null;
    }
    return (is("revoked") ? "revoke" : "suspend") + "/form.pdf?reason=" + reason;
  }

  /** The badge's class. */
  public String mark() {
    return is("valid") ? "ok" : is("suspended") ? "warn" : "bad";
  }

  /** Whole days until a valid certificate ends, when these are few; otherwise -1. */
  public long daysLeft(Instant now) {
    if (!is("valid") || validTo == null) {
      return -1;
    }
    var left = Duration.between(now, validTo);
    return left.compareTo(SOON) <= 0 ? Math.max(0, left.toDays()) : -1;
  }

  /** What may be asked for in its state; signing-service decides. */
  public List<String> acts(Instant now) {
    var acts = new ArrayList<String>();
    if ("authority".equals(source) && replacedBy == null && (is("valid") || is("expired"))) {
      acts.add("renew");
    }
    if (status != null && validTo != null && now.isBefore(validTo)) {
      acts.addAll(
          switch (status) {
            case "valid" -> List.of("suspend", "revoke");
            case "suspended" -> List.of("resume", "revoke");
            case "stopped" -> List.of("revoke");
            default -> List.of();
          });
    }
    return List.copyOf(acts);
  }
}
