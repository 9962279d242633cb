package vn.antin.signing.authority.profile;

/**
 * Where the world asks about certificates of an authority.
 *
 * @param base configured URL without a slash at its end
 */
public record StatusAddresses(String base) {
  public StatusAddresses {
    while (base.endsWith("/")) {
      base = base.substring(0, base.length() - 1);
    }
  }

  public String crl(String authority) {
    return base + "/crl/" + authority + ".crl";
  }

  public String deltaCrl(String authority) {
    return base + "/crl/" + authority + "-delta.crl";
  }

  public String certificate(String authority) {
    return base + "/ca/" + authority + ".crt";
  }

  public String ocsp() {
    return base + "/ocsp";
  }
}
