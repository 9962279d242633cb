package vn.antin.signing.people;

import java.util.UUID;

/** An official's account, for life. */
public record OfficialId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
