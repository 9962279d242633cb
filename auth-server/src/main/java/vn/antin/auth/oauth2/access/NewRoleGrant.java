package vn.antin.auth.oauth2.access;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to have a role: exactly one of account, post and unit is named.
 *
 * @param validTo the first day on which it is over; null for no end
 */
public record NewRoleGrant(
    String role,
    @Nullable UUID account,
    @Nullable UUID post,
    @Nullable UUID unit,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {}
