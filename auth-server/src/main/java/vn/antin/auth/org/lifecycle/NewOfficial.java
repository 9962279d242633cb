package vn.antin.auth.org.lifecycle;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.NewAccount;

/**
 * An official who begins.
 *
 * @param posting the first post; null when it is not known yet, which only those may leave open who
 *     administer a root of the tree
 */
public record NewOfficial(NewAccount account, @Nullable Posting posting) {}
