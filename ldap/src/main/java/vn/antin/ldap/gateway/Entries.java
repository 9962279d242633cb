package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.entry.Person;
import vn.antin.ldap.entry.Unit;

/** Writes officials, units and the containers above them as LDAP entries. */
final class Entries {
  private final Tree tree;

  Entries(Tree tree) {
    this.tree = tree;
  }

  /** RFC 2798; {@code sn} and {@code cn} are required, so a missing family name gives way to it. */
  Entry person(Person person) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("objectClass", EntryKind.PERSON.objectClasses()));
    add(attributes, AttributeName.UID, person.username());
    add(attributes, AttributeName.CN, person.name().display());
    add(attributes, AttributeName.DISPLAY_NAME, person.name().display());
    String family = person.name().family();
    add(attributes, AttributeName.SN, family.isEmpty() ? person.name().display() : family);
    add(attributes, AttributeName.GIVEN_NAME, person.name().givenNames());
    add(attributes, AttributeName.MAIL, person.mail());
    add(attributes, AttributeName.TELEPHONE, person.telephone());
    add(attributes, AttributeName.TITLE, person.title());
    Unit unit = person.unit();
    if (unit != null) {
      add(attributes, AttributeName.OU, unit.name());
      add(attributes, AttributeName.DEPARTMENT_NUMBER, unit.code());
    }
    add(attributes, AttributeName.ENTRY_UUID, person.id().toString());
    return complete(tree.personDn(person.username()), "inetOrgPerson", attributes);
  }

  Entry unit(Unit unit) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("objectClass", EntryKind.UNIT.objectClasses()));
    attributes.add(
        unit.code().equalsIgnoreCase(unit.name())
            ? new Attribute("ou", unit.code())
            : new Attribute("ou", unit.code(), unit.name()));
    add(attributes, AttributeName.DESCRIPTION, unit.name());
    add(attributes, AttributeName.ENTRY_UUID, unit.id().toString());
    return complete(tree.unitDn(unit.code()), "organizationalUnit", attributes);
  }

  Entry suffix() {
    RDN rdn = tree.suffixRdn();
    String value = rdn.getAttributeValues()[0];
    List<Attribute> attributes = new ArrayList<>();
    return switch (AttributeName.of(rdn.getAttributeNames()[0])) {
      case OU -> container(tree.suffix().toString(), value);
      case null, default -> {
        boolean domain = rdn.hasAttribute("dc");
        attributes.add(
            domain
                ? new Attribute("objectClass", "top", "organization", "dcObject")
                : new Attribute("objectClass", "top", "organization"));
        attributes.add(new Attribute("o", value));
        if (domain) {
          attributes.add(new Attribute("dc", value));
        }
        yield complete(tree.suffix().toString(), "organization", attributes);
      }
    };
  }

  Entry people() {
    return container(tree.people().toString(), "people");
  }

  Entry units() {
    return container(tree.units().toString(), "units");
  }

  private Entry container(String dn, String name) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("objectClass", EntryKind.UNIT.objectClasses()));
    attributes.add(new Attribute("ou", name));
    return complete(dn, "organizationalUnit", attributes);
  }

  private Entry complete(String dn, String structural, List<Attribute> attributes) {
    add(attributes, AttributeName.ENTRY_DN, dn);
    add(attributes, AttributeName.STRUCTURAL_OBJECT_CLASS, structural);
    add(attributes, AttributeName.SUBSCHEMA_SUBENTRY, tree.subschema().toString());
    return new Entry(dn, attributes);
  }

  private static void add(List<Attribute> attributes, AttributeName name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      attributes.add(new Attribute(name.ldapName(), value));
    }
  }
}
