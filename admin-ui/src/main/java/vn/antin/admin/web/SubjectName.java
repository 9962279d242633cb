package vn.antin.admin.web;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;

/** Distinguished names (RFC 4514) as people read them. */
public final class SubjectName {
  private SubjectName() {}

  /** The common name, or the whole text when there is none; "–" for nothing. */
  public static String commonName(@Nullable String distinguishedName) {
    if (distinguishedName == null || distinguishedName.isBlank()) {
      return "–";
    }
    try {
      for (var part : new LdapName(distinguishedName).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return String.valueOf(part.getValue());
        }
      }
    } catch (InvalidNameException e) {
      return distinguishedName;
    }
    return distinguishedName;
  }
}
