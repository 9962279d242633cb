package vn.antin.auth.oauth2.access;

import java.util.UUID;

/** A unit to whose officials, and to those of the units below, a system is open. */
public record OpenUnit(UUID id, String code, String name) {}
