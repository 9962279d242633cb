package vn.antin.signing.certificate.custody;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of keeper.
 *
 * @param giver name of who keeps the seal; null for the first keeper
 * @param givenBy name of who approved for the giver
 * @param takenBy name of who approved for the receiver
 */
record Handover(
    UUID id,
    UUID unitId,
    String unit,
    @Nullable String giver,
    String receiver,
    String status,
    @Nullable String note,
    Instant proposedAt,
    @Nullable String givenBy,
    @Nullable Instant givenAt,
    @Nullable String takenBy,
    @Nullable Instant takenAt) {
  /** As it is decided upon; nobody else changes it until the transaction ends. */
  record Open(
      UUID id,
      UUID unit,
      @Nullable UUID giver,
      UUID receiver,
      @Nullable UUID givenBy,
      @Nullable UUID takenBy,
      boolean administered) {}

  /**
   * A seal and who keeps it.
   *
   * @param keeper name; null when it was never handed over: then every records clerk of the unit is
   * @param clerks the unit's records clerks now, who alone may receive it
   */
  record Seal(
      UUID unitId,
      String unit,
      @Nullable String keeper,
      @Nullable UUID keeperId,
      @Nullable Instant since,
      List<Clerk> clerks,
      long certificates) {
    Seal {
      clerks = List.copyOf(clerks);
    }
  }

  record Clerk(UUID id, String name) {}

  /**
   * A time in which somebody kept a seal.
   *
   * @param givenBy name of who approved for the giver
   * @param takenBy name of who approved for the receiver
   * @param note of the handover with which it began
   */
  record Keeping(
      String keeper,
      Instant since,
      @Nullable Instant until,
      @Nullable String givenBy,
      @Nullable String takenBy,
      @Nullable String note) {}
}
