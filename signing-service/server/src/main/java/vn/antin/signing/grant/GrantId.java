package vn.antin.signing.grant;

import java.util.UUID;

/** Names an approval at auth-server. */
public record GrantId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
