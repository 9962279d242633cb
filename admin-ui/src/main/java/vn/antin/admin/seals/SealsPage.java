package vn.antin.admin.seals;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The seals of the administrator's units, and the handovers that the reader has a part in.
 *
 * @param stale whether signing-service's copy of the units is older than it should be
 * @param done what was just done; null for nothing
 * @param problem why something was not done; null for nothing
 */
public record SealsPage(
    List<Seal> seals,
    List<Handover> handovers,
    boolean stale,
    @Nullable String done,
    @Nullable String problem) {
  public SealsPage {
    seals = List.copyOf(seals);
    handovers = List.copyOf(handovers);
  }

  /**
   * A seal.
   *
   * @param keeper name; null when it was never handed over: then every records clerk of the unit is
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Seal(
      @Nullable String unitId,
      @Nullable String unit,
      @Nullable String keeper,
      @Nullable String keeperId,
      @Nullable Instant since,
      List<Clerk> clerks) {
    public Seal {
      clerks = List.copyOf(Objects.requireNonNullElse(clerks, List.of()));
    }

    /** The names of the unit's records clerks. */
    public String clerkNames() {
      return clerks.stream().map(Clerk::name).collect(Collectors.joining(", "));
    }

    /** Who may receive it: the unit's other records clerks. */
    public List<Clerk> receivers() {
      return clerks.stream().filter(clerk -> !Objects.equals(clerk.id(), keeperId)).toList();
    }
  }

  /** A records clerk of the seal's unit. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Clerk(@Nullable String id, @Nullable String name) {}

  /** Whether a handover of that unit's seal waits already; there is one at a time. */
  public boolean waits(Seal seal) {
    return new Handovers(handovers).waits(seal);
  }

  /**
   * One change of keeper.
   *
   * @param givenBy who approved for the giver
   * @param takenBy who approved for the receiver
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Handover(
      @Nullable String id,
      @Nullable String unitId,
      @Nullable String unit,
      @Nullable String giver,
      @Nullable String receiver,
      @Nullable String status,
      @Nullable String note,
      @Nullable Instant proposedAt,
      @Nullable String givenBy,
      @Nullable Instant givenAt,
      @Nullable String takenBy,
      @Nullable Instant takenAt) {
    public boolean open() {
      return "open".equals(status);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Seals(@Nullable List<Seal> items, boolean stale) {
    /** The seal of that unit. */
    Optional<Seal> of(UUID unit) {
      return Objects.requireNonNullElse(items, List.<Seal>of()).stream()
          .filter(seal -> unit.toString().equals(seal.unitId()))
          .findFirst();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Handovers(@Nullable List<Handover> items) {
    boolean waits(Seal seal) {
      return Objects.requireNonNullElse(items, List.<Handover>of()).stream()
          .anyMatch(
              handover -> handover.open() && Objects.equals(handover.unitId(), seal.unitId()));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Approved(@Nullable String status) {}
}
