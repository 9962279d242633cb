package vn.antin.signing.dossier.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator proposes.
 *
 * @param credential the seal; the unit's one that is valid longest when left out
 */
record OrderWish(
    @Nullable UUID unit,
    @Nullable UUID credential,
    @Nullable String client,
    @Nullable List<String> types,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable Integer perMinute,
    @Nullable Integer perDay,
    @Nullable String note) {}
