package vn.antin.admin.seals;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One seal and everybody who kept it.
 *
 * @param keepings the latest first; none when it was never handed over
 * @param waits whether a handover waits for an approval
 */
public record SealPage(SealsPage.Seal seal, List<Keeping> keepings, boolean waits) {
  public SealPage {
    keepings = List.copyOf(keepings);
  }

  /**
   * A time in which somebody kept the seal.
   *
   * @param until null while they keep it
   * @param givenBy who approved for the giver
   * @param takenBy who approved for the receiver
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Keeping(
      @Nullable String keeper,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String givenBy,
      @Nullable String takenBy,
      @Nullable String note) {
    /** Empty when who it was is not known any more. */
    public String name() {
      return keeper == null ? "" : keeper;
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Keepings(@Nullable List<Keeping> items) {}
}
