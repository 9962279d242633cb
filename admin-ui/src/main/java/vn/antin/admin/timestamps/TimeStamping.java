package vn.antin.admin.timestamps;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.web.SubjectName;

/**
 * The state of the time-stamp authority (RFC 3161).
 *
 * @param trouble why it gives no stamps, in the words of the log; null when it does
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TimeStamping(
    boolean enabled,
    boolean ready,
    @Nullable String trouble,
    List<String> policies,
    List<String> hashAlgorithms,
    @Nullable Long accuracyMillis,
    @Nullable Certificate certificate,
    @Nullable Clock clock,
    @Nullable Stamps stamps) {
  public TimeStamping {
    policies = List.copyOf(Objects.requireNonNullElse(policies, List.of()));
    hashAlgorithms = List.copyOf(Objects.requireNonNullElse(hashAlgorithms, List.of()));
  }

  /** What the trouble is about, for words of our own. */
  public String cause() {
    return clock != null && !clock.trusted()
        ? "clock"
        : certificate == null ? "key" : "certificate";
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Certificate(
      @Nullable String subject,
      @Nullable String issuer,
      @Nullable String serialNumber,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable String keyAlgorithm) {
    public String name() {
      return SubjectName.commonName(subject);
    }

    public String issuerName() {
      return SubjectName.commonName(issuer);
    }
  }

  /**
   * The clock that the stamps' times are from.
   *
   * @param compared whether it is compared with other clocks at all
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Clock(
      boolean trusted,
      boolean compared,
      @Nullable Instant checkedAt,
      @Nullable Long offsetMillis,
      List<Source> sources) {
    public Clock {
      sources = List.copyOf(Objects.requireNonNullElse(sources, List.of()));
    }

    /** Trusted, doubted, or alone: nothing speaks against a clock that is compared with none. */
    public String verdict() {
      return !trusted ? "doubted" : compared ? "trusted" : "alone";
    }

    /** The badge's class. */
    public String mark() {
      return !trusted ? "bad" : compared ? "ok" : "warn";
    }
  }

  /** A clock to compare with. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Source(
      @Nullable String server,
      @Nullable Long offsetMillis,
      @Nullable Long delayMillis,
      @Nullable String trouble) {}

  /** How many stamps were given; unknown are those during which a node went away. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Stamps(long lastDay, long unknownLastDay) {}
}
