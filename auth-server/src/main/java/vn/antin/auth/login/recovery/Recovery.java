package vn.antin.auth.login.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * A recovery that an administrator has begun.
 *
 * @param approvedBy the second administrator; null where none was needed
 * @param handedOutAt when the mail left or the slip was printed last; null while it was not
 * @param outcome used, withdrawn or replaced; null while it is open
 */
public record Recovery(
    AccountId official,
    RecoveryWay way,
    boolean resetsFactors,
    AccountId startedBy,
    @Nullable AccountId approvedBy,
    Instant startedAt,
    Instant expiresAt,
    @Nullable Instant handedOutAt,
    @Nullable String outcome) {}
