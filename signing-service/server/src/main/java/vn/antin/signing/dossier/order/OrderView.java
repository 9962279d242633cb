package vn.antin.signing.dossier.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A standing order as administrators see it.
 *
 * @param state proposed, active, suspended or ended
 * @param mayApprove whether the caller is the second person it waits for
 * @param mayStop whether the caller may suspend or end it
 * @param today how often it was used today
 */
record OrderView(
    UUID id,
    UUID unit,
    String unitName,
    UUID credential,
    String client,
    List<String> types,
    Instant validFrom,
    Instant validTo,
    int perMinute,
    int perDay,
    @Nullable String note,
    String state,
    String proposedBy,
    Instant proposedAt,
    @Nullable String approvedBy,
    @Nullable Instant approvedAt,
    Instant changedAt,
    boolean mayApprove,
    boolean mayStop,
    int today) {}
