package vn.antin.auth.account;

import org.jspecify.annotations.Nullable;

/**
 * An official's account.
 *
 * @param displayName the full name in Vietnamese order: family, middle, given
 * @param officialCode the code under which personnel records know this official
 * @param federation the directory that holds the password; null when it is ours
 * @param version counts the changes of the account
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
    @Nullable String federation,
    @Nullable String telephone,
    @Nullable String officialCode,
    long version) {}
