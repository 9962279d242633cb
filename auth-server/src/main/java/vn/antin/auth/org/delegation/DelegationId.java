package vn.antin.auth.org.delegation;

import java.util.UUID;

/** Names a record of delegation; signatures made by its right name it. */
public record DelegationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
