package vn.antin.signing.image;

import java.util.UUID;

/** Names a picture of a signature or a seal. */
public record ImageId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
