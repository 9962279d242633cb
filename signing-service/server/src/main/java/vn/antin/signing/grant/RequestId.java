package vn.antin.signing.grant;

import java.util.UUID;

/** The signature request that an approval speaks of. */
public record RequestId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
