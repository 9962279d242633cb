package vn.antin.auth.org;

import java.util.UUID;

/** Names a unit; outlives its code, its name and its place in the tree. */
public record UnitId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
