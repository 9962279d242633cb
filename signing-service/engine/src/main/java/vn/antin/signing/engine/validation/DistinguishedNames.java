package vn.antin.signing.engine.validation;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Reads parts of a distinguished name (RFC 2253). */
final class DistinguishedNames {

  private DistinguishedNames() {}

  /** The common name; the whole name when it has none. */
  static String commonName(String name) {
    try {
      for (Rdn part : new LdapName(name).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String value) {
          return value;
        }
      }
      return name;
    } catch (InvalidNameException e) {
      return name;
    }
  }
}
