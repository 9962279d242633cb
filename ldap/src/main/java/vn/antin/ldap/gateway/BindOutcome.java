package vn.antin.ldap.gateway;

import java.util.UUID;

/** What came of a bind. */
public sealed interface BindOutcome {
  /** The password is right and the account may be used. */
  record Accepted(UUID id, String username) implements BindOutcome {}

  /** Wrong, unknown, disabled or throttled: one answer for all of them. */
  record Refused() implements BindOutcome {}

  /** The password could not be checked now, for example because its own directory is down. */
  record Unavailable() implements BindOutcome {}
}
