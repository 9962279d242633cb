package vn.antin.ldap.federation;

/**
 * One directory of the province, as configured.
 *
 * @param name short and stable: accounts refer to their source by it
 */
public record DirectorySource(
    String name, Servers servers, ServiceAccount serviceAccount, Users users) {
  public DirectorySource {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a directory source needs a name");
    }
  }
}
