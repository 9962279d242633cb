package vn.antin.admin.authorities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looking a certificate of our own up by its serial number, and taking it back.
 *
 * @param authority its name
 * @param serial as it was typed; empty for nothing yet
 * @param of what stands under it; null while nothing was found
 * @param unknown numbers of which nobody knows whether a certificate came to be
 * @param reason the one chosen; 0 for none yet
 * @param done what was just done; null for nothing
 * @param problem why something was not done; null for nothing
 */
public record NumberPage(
    String authority,
    String serial,
    @Nullable Issued of,
    List<Issued> unknown,
    int reason,
    @Nullable String done,
    @Nullable String problem) {
  /** Those of RFC 5280 §5.3.1 that are given for what is no authority and not held. */
  public static final List<Integer> REASONS = List.of(5, 4, 3, 1);

  public NumberPage {
    unknown = List.copyOf(unknown);
  }

  /** The page's own address. */
  public String path() {
    return "/certificates/authorities/" + authority + "/revoke";
  }

  /** What stands under a serial number. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Issued(
      @Nullable String serialNumber,
      @Nullable String profile,
      @Nullable String state,
      @Nullable String subject,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable String credential,
      @Nullable String server,
      @Nullable Instant revokedAt,
      @Nullable Integer reason) {
    private static final int HOLD = 6;

    /** Whether it can be taken back here: nothing else stands for it, and it was not yet. */
    public boolean open() {
      return credential == null && (revokedAt == null || reason == null || reason == HOLD);
    }

    public boolean certain() {
      return "issued".equals(state);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Issued> items) {}
}
