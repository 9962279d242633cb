package vn.antin.auth.org.power;

import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;

/**
 * A role was given to an official or taken from them. Published inside the transaction that does.
 */
public record RoleChanged(AccountId account, Role role, UnitId unit, boolean given) {}
