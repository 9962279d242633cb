package vn.antin.auth.org.reorganisation;

import java.util.UUID;

/** Names a reorganisation. */
public record ReorganisationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
