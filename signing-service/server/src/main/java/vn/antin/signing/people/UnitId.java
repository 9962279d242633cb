package vn.antin.signing.people;

import java.util.UUID;

/** A node of the province's tree of agencies and divisions. */
public record UnitId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
