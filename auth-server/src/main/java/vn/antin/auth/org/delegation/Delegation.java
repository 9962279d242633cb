package vn.antin.auth.org.delegation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.UnitId;

/**
 * Who may sign for whom, as an administrator reads it.
 *
 * @param to the first day on which it stands no longer; null without an end
 */
public record Delegation(
    DelegationId id,
    SigningForm form,
    UnitId unit,
    String unitName,
    Side delegator,
    Side delegate,
    String matters,
    List<String> documentTypes,
    DelegationDocument document,
    LocalDate from,
    @Nullable LocalDate to,
    State state,
    Instant recordedAt,
    long version) {
  public Delegation {
    documentTypes = List.copyOf(documentTypes);
  }

  /**
   * An official with the post by which they are in it; all null when outside the caller's scope.
   */
  public record Side(@Nullable UUID official, @Nullable String name, @Nullable String title) {}

  /** How it stands today. */
  public enum State {
    /** Begins on a later day. */
    UPCOMING,
    STANDS,
    /** One of the two no longer holds the post it rests on, or the unit is no more. */
    LAPSED,
    ENDED
  }

  /**
   * One line of its history.
   *
   * @param act recorded or ended
   */
  public record Entry(Instant at, String act, @Nullable LocalDate to, String reason) {}
}
