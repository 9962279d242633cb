package vn.antin.auth.org.power;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;

/**
 * An official's role over a unit and everything below it.
 *
 * @param to the first day on which it is not in force any more; null without end
 * @param version changes whenever the grant does
 */
public record RoleGrant(
    UUID id,
    AccountId account,
    String accountName,
    Role role,
    UnitId unit,
    String unitName,
    LocalDate from,
    @Nullable LocalDate to,
    long version) {}
