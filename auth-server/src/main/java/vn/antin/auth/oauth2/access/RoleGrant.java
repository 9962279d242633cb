package vn.antin.auth.oauth2.access;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody has a role in a system.
 *
 * @param account one official, or
 * @param post whoever holds a post, or
 * @param unit everyone of a unit and those below
 * @param holder what that is called
 */
public record RoleGrant(
    UUID id,
    String role,
    @Nullable UUID account,
    @Nullable UUID post,
    @Nullable UUID unit,
    String holder,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {}
