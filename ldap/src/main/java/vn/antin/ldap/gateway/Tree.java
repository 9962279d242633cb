package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The shape of the directory: which DNs there are and what they name. */
final class Tree {
  private final DN suffix;
  private final DN people;
  private final DN units;
  private final DN subschema;

  Tree(String suffix) {
    try {
      this.suffix = new DN(suffix);
      this.subschema = new DN("cn=subschema");
    } catch (LDAPException malformed) {
      throw new IllegalArgumentException("not a DN: " + suffix, malformed);
    }
    this.people = new DN(new RDN("ou", "people"), this.suffix);
    this.units = new DN(new RDN("ou", "units"), this.suffix);
  }

  DN suffix() {
    return suffix;
  }

  RDN suffixRdn() {
    return Objects.requireNonNull(suffix.getRDN(), "a suffix is never empty");
  }

  DN people() {
    return people;
  }

  DN units() {
    return units;
  }

  DN subschema() {
    return subschema;
  }

  String personDn(String username) {
    return new DN(new RDN("uid", username), people).toString();
  }

  String unitDn(String code) {
    return new DN(new RDN("ou", code), units).toString();
  }

  Place place(DN dn) {
    if (dn.isNullDN()) {
      return new Place.RootDse();
    }
    if (dn.equals(subschema)) {
      return new Place.Subschema();
    }
    if (dn.equals(suffix)) {
      return new Place.Suffix();
    }
    if (dn.equals(people)) {
      return new Place.People();
    }
    if (dn.equals(units)) {
      return new Place.Units();
    }
    String username = valueBelow(people, dn, AttributeName.UID);
    if (username != null) {
      return new Place.OnePerson(username);
    }
    String code = valueBelow(units, dn, AttributeName.OU);
    return code == null ? new Place.Nowhere() : new Place.OneUnit(code);
  }

  /** The nearest DN above (or equal) that certainly exists, for {@code matchedDN}. */
  String nearest(DN dn) {
    for (DN candidate : new DN[] {people, units, suffix}) {
      if (dn.isDescendantOf(candidate, true)) {
        return candidate.toString();
      }
    }
    return "";
  }

  private static @Nullable String valueBelow(DN parent, DN dn, AttributeName attribute) {
    RDN rdn = dn.getRDN();
    if (!parent.equals(dn.getParent())
        || rdn == null
        || rdn.isMultiValued()
        || AttributeName.of(rdn.getAttributeNames()[0]) != attribute) {
      return null;
    }
    String value = Normalizer.normalize(rdn.getAttributeValues()[0], Normalizer.Form.NFC);
    return value.indexOf('\0') >= 0 || value.length() > 256
        ? null
        : value.strip().toLowerCase(Locale.ROOT);
  }
}
