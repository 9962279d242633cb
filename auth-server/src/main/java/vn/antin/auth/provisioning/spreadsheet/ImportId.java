package vn.antin.auth.provisioning.spreadsheet;

import java.util.UUID;

/** Names one import. */
public record ImportId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
