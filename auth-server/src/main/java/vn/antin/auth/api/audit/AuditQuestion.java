package vn.antin.auth.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * Which entries are looked for; null where anything will do.
 *
 * @param official who did it or to whom it was done
 * @param kind what happened, {@code login.failed}
 * @param from not earlier
 * @param to earlier than this
 */
record AuditQuestion(
    @Nullable AccountId official,
    @Nullable String kind,
    @Nullable Instant from,
    @Nullable Instant to) {}
