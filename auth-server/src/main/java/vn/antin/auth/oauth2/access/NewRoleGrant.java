package vn.antin.auth.oauth2.access;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to have a role: exactly one of them is named, officials and units by id or by what
 * people call them.
 *
 * @param username of an official
 * @param unitCode of a unit in force
 * @param validTo the first day on which it is over; null for no end
 */
public record NewRoleGrant(
    String role,
    @Nullable UUID account,
    @Nullable String username,
    @Nullable UUID post,
    @Nullable UUID unit,
    @Nullable String unitCode,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {}
