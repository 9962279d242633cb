package vn.antin.auth.org.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An official's leaving, planned or done.
 *
 * @param on the first day on which the official has no access any more
 * @param doneAt when it took effect; null while it is planned
 */
public record Departure(UUID id, LocalDate on, LeaveReason reason, @Nullable Instant doneAt) {}
