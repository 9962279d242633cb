package vn.antin.ldap.entry;

import java.util.UUID;

/** An agency or division as a directory shows it; the code is unique among the units shown. */
public record Unit(UUID id, String code, String name) {}
