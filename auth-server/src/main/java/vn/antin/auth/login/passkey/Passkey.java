package vn.antin.auth.login.passkey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * A registered passkey.
 *
 * @param label what the official calls it
 * @param counter of its last use; 0 where the authenticator does not count
 * @param synced whether its maker may copy it to the owner's other devices (backup eligible)
 * @param copiedAt when its counter went back, which closed it
 */
public record Passkey(
    UUID id,
    AccountId account,
    String label,
    long counter,
    boolean synced,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant copiedAt) {}
