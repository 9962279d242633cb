package vn.antin.signing.certificate;

import java.util.UUID;

/** Names a credential; the key's label in the token is derived from it. */
public record CredentialId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
