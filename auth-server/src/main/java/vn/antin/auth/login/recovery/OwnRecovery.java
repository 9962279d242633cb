package vn.antin.auth.login.recovery;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * How far an official has come in recovering their own account.
 *
 * @param account null when nobody has the name, or it was not looked up yet
 * @param mailProven whether the mailed code was right
 * @param secondProven whether the second factor was
 */
record OwnRecovery(
    String flow, @Nullable AccountId account, boolean mailProven, boolean secondProven) {}
