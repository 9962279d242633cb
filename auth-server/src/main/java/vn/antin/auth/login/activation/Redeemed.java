package vn.antin.auth.login.activation;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * An official has set a password by a link or a slip. Published inside the transaction that does.
 *
 * @param recovery whether it was not the account's first
 * @param resetsFactors whether the other factors go
 * @param mailedTo the address at which the link was read; null when it came another way
 */
public record Redeemed(
    AccountId account, boolean recovery, boolean resetsFactors, @Nullable String mailedTo) {}
