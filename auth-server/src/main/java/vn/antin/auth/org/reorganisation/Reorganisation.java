package vn.antin.auth.org.reorganisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan and how far it has come.
 *
 * @param basis the resolution or decision behind it, as people cite it; may be empty
 * @param effectiveOn the first day on which things are as planned
 * @param steps left out in lists, where they may be many
 * @param stepCount how many there are
 * @param fault why it could not take effect on its day, if it could not
 */
public record Reorganisation(
    ReorganisationId id,
    String title,
    String basis,
    LocalDate effectiveOn,
    State state,
    long version,
    Instant createdAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant effectiveAt,
    @Nullable String fault,
    List<Step> steps,
    int stepCount) {
  public Reorganisation {
    steps = List.copyOf(steps);
  }

  /** How far it has come. */
  public enum State {
    /** Can be changed. */
    DRAFT,
    /** Takes effect on its day unless it is undone. */
    CONFIRMED,
    /** Has taken effect. */
    EFFECTIVE,
    /** Will not take effect. */
    WITHDRAWN
  }
}
