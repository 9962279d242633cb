package vn.antin.auth.provisioning.spreadsheet;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that a row names, as it is when the two are compared.
 *
 * @param returnable when not active: whether the official left, or was made by an import that was
 *     taken back; otherwise an administrator has taken the access away
 * @param allowed whether it is within the import's scope
 * @param numberFixed whether the row names a number for an account that has none and was used
 * @param mightier whether it holds power outside of it
 * @param unit of the main post; null when none is held, or not within the scope
 * @param elsewhere whether the main post is in a unit outside of the scope
 * @param state fingerprint of the account and its posts
 */
record Known(
    UUID id,
    String username,
    String familyName,
    String middleName,
    String givenName,
    @Nullable String officialCode,
    @Nullable String email,
    @Nullable String telephone,
    boolean hasNumber,
    boolean sameNumber,
    boolean numberFixed,
    boolean active,
    boolean returnable,
    boolean erased,
    boolean allowed,
    boolean mightier,
    boolean elsewhere,
    @Nullable UUID unit,
    @Nullable String unitName,
    @Nullable String post,
    String state) {}
