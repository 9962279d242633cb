package vn.antin.auth.org;

import java.util.UUID;

/** Names an official's holding of a post. */
public record AssignmentId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
