package vn.antin.auth.login.certificate;

import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * What a subject says beside a name. Vietnamese authorities write identifiers as several {@code
 * UID} parts: {@code CCCD:} the national id, {@code MST:} a tax number, {@code MNS:} a budget code.
 */
final class SubjectIds {
  private static final Pattern NATIONAL_ID = Pattern.compile("CCCD:\\s*([0-9]{12})");

  private SubjectIds() {}

  /** The national ids in the subject: one, none, or, in a strange certificate, several. */
  static Set<String> nationalIds(X509Certificate certificate) {
    Set<String> found = new LinkedHashSet<>();
    for (String value : values(certificate.getSubjectX500Principal(), "UID")) {
      var matcher = NATIONAL_ID.matcher(value.strip().toUpperCase(Locale.ROOT));
      if (matcher.matches()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  /** A name to recognise the holder or the authority by; nothing is decided by it. */
  static Optional<String> commonName(X500Principal principal) {
    return values(principal, "CN").stream().findFirst();
  }

  private static Set<String> values(X500Principal principal, String type) {
    Set<String> found = new LinkedHashSet<>();
    try {
      for (Rdn part : new LdapName(principal.getName(X500Principal.RFC2253)).getRdns()) {
        Attribute attribute = part.toAttributes().get(type);
        for (int i = 0; attribute != null && i < attribute.size(); i++) {
          // What is no text comes as bytes.
          if (attribute.get(i) instanceof String text) {
            found.add(text);
          }
        }
      }
    } catch (InvalidNameException e) {
      return Set.of();
    } catch (NamingException e) {
      throw new IllegalStateException("attributes in memory can be read", e);
    }
    return found;
  }
}
