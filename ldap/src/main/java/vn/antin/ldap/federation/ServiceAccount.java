package vn.antin.ldap.federation;

import java.nio.file.Path;

/**
 * The account that searches for users.
 *
 * @param passwordFile read at every bind, so that a changed password needs no restart; a final line
 *     break is not part of the password
 */
public record ServiceAccount(String dn, Path passwordFile) {
  public ServiceAccount {
    if (dn.isBlank()) {
      throw new IllegalArgumentException("the service account's DN is empty");
    }
  }
}
