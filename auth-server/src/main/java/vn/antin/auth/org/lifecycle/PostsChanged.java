package vn.antin.auth.org.lifecycle;

import vn.antin.auth.account.AccountId;

/**
 * Which posts or roles an official holds has changed, or will on a later day. Published inside the
 * transaction that changes it.
 */
public record PostsChanged(AccountId account) {}
