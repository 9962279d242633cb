package vn.antin.auth.org;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/** An official as an administrator's list shows them, with the main post and its unit. */
public record Person(
    AccountId id,
    String username,
    String displayName,
    @Nullable String email,
    @Nullable String officialCode,
    String status,
    @Nullable String unit,
    @Nullable String post) {}
