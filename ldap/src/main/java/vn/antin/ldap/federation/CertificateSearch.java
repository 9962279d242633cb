package vn.antin.ldap.federation;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where certificates are published, who holds them, and how much is read at most.
 *
 * @param base subtree to search
 * @param filter which entries (RFC 4515)
 * @param usernameAttribute names the official who holds an entry's certificates
 * @param unitAttribute names the unit whose seals an entry's certificates are; null when none does
 * @param entries most entries
 * @param bytes most bytes of certificates in all
 * @param longest how long reading may take
 */
public record CertificateSearch(
    String base,
    String filter,
    String usernameAttribute,
    @Nullable String unitAttribute,
    int entries,
    long bytes,
    Duration longest) {
  public CertificateSearch {
    if (!DN.isValidDN(base)) {
      throw new IllegalArgumentException("the base of the certificates is not a DN: " + base);
    }
    parse(filter);
  }

  Filter parsedFilter() {
    return parse(filter);
  }

  private static Filter parse(String text) {
    try {
      return Filter.create(text);
    } catch (LDAPException malformed) {
      throw new IllegalArgumentException(
          "expected an LDAP filter (RFC 4515); found " + text, malformed);
    }
  }
}
