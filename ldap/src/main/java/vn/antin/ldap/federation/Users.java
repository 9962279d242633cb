package vn.antin.ldap.federation;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a user is found.
 *
 * @param base subtree to search
 * @param loginAttributes the name given at login must equal one of these
 * @param filter an operator's further condition (RFC 4515), for example {@code
 *     (objectClass=person)}
 */
public record Users(
    String base,
    List<String> loginAttributes,
    @Nullable String filter,
    AttributeMapping attributes) {
  public Users {
    loginAttributes = List.copyOf(loginAttributes);
    if (loginAttributes.isEmpty()) {
      throw new IllegalArgumentException("no attribute to find a user by; expected at least one");
    }
    if (!DN.isValidDN(base)) {
      throw new IllegalArgumentException("the user base is not a DN: " + base);
    }
    if (filter != null) {
      parse(filter);
    }
  }

  /** The name is a value inside the filter, never text of it: nothing can be injected. */
  Filter filterFor(String username) {
    List<Filter> names =
        loginAttributes.stream()
            .map(attribute -> Filter.createEqualityFilter(attribute, username))
            .toList();
    Filter named = names.size() == 1 ? names.getFirst() : Filter.createORFilter(names);
    return filter == null ? named : Filter.createANDFilter(named, parse(filter));
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
