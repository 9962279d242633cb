package vn.antin.auth.org;

/** A role that an official holds today over a unit and everything below it. */
public record RoleHeld(String role, UnitId unit, String unitName) {}
