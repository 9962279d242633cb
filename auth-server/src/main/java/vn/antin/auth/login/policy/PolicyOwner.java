package vn.antin.auth.login.policy;

import vn.antin.auth.org.UnitId;

/** Whose policy it is. */
public sealed interface PolicyOwner {
  /** A unit's, for all beneath it. */
  record OfUnit(UnitId unit) implements PolicyOwner {}

  /** A system's. */
  record OfClient(String clientId) implements PolicyOwner {}
}
