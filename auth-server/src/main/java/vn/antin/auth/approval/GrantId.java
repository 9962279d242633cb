package vn.antin.auth.approval;

import java.util.UUID;

/** Names one grant; it is no secret and gives no right by itself. */
public record GrantId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
