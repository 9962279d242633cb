package vn.antin.ldap.federation;

import org.jspecify.annotations.Nullable;
import vn.antin.ldap.entry.PersonName;

/**
 * What a directory says of a user who has just proved their password. Values are cleaned: NFC, no
 * control characters, at most 256 characters; mail is absent unless it looks like an address.
 *
 * @param externalId {@code entryUUID} or {@code objectGUID} in the usual text form, lower case
 */
public record Profile(
    String externalId,
    @Nullable String username,
    PersonName name,
    @Nullable String mail,
    @Nullable String telephone) {}
