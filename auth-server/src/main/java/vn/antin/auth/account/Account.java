package vn.antin.auth.account;

import org.jspecify.annotations.Nullable;

/**
 * An official's account.
 *
 * @param displayName the full name in Vietnamese order: family, middle, given
 * @param federation the directory that holds the password; null when it is ours
 */
public record Account(
    AccountId id,
    String username,
    String familyName,
    String middleName,
    String givenName,
    String displayName,
    @Nullable String email,
    String locale,
    boolean active,
    @Nullable String federation) {}
