package vn.antin.ldap.entry;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An official as a directory shows them.
 *
 * @param username lower case, unique; becomes the entry's {@code uid}
 * @param unit the unit of the main post, when there is one
 */
public record Person(
    UUID id,
    String username,
    PersonName name,
    @Nullable String mail,
    @Nullable String telephone,
    @Nullable String title,
    @Nullable Unit unit) {}
