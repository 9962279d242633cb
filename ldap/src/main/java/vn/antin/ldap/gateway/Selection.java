package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which attributes a search asked for (RFC 4511 §4.5.1.8, RFC 3673). */
final class Selection {
  private final boolean allUser;
  private final boolean allOperational;
  private final boolean typesOnly;
  private final Set<String> named = new HashSet<>();

  Selection(List<String> requested, boolean typesOnly) {
    this.allUser = requested.isEmpty() || requested.contains("*");
    this.allOperational = requested.contains("+");
    this.typesOnly = typesOnly;
    for (String name : requested) {
      AttributeName known = AttributeName.of(name);
      named.add((known == null ? name : known.ldapName()).toLowerCase(Locale.ROOT));
    }
  }

  List<Attribute> of(Entry entry) {
    return entry.getAttributes().stream()
        .filter(attribute -> wants(attribute.getName(), entry))
        .map(attribute -> typesOnly ? new Attribute(attribute.getName()) : attribute)
        .toList();
  }

  private boolean wants(String name, Entry entry) {
    if (named.contains(name.toLowerCase(Locale.ROOT))) {
      return true;
    }
    // In the root DSE everything but the class is operational; clients ask for "*" and expect it.
    AttributeName known = AttributeName.of(name);
    boolean operational = known != null && known.isOperational() && !entry.getDN().isEmpty();
    return operational ? allOperational : allUser || (allOperational && entry.getDN().isEmpty());
  }
}
