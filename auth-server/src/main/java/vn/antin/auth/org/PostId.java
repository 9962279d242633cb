package vn.antin.auth.org;

import java.util.UUID;

/** Names a post; outlives its title and its unit. */
public record PostId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
