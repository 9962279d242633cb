package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The root DSE (RFC 4512 §5.1) and the subschema with exactly what our entries use (§4.2). */
final class ServerEntries {
  private static final List<String> CLASSES =
      List.of(
          "top",
          "person",
          "organizationalPerson",
          "inetOrgPerson",
          "organizationalUnit",
          "organization",
          "dcObject",
          "subschema");
  private static final List<String> FURTHER_TYPES =
      List.of("dc", "o", "objectClasses", "attributeTypes", "ldapSyntaxes", "matchingRules");

  private final Tree tree;
  private final boolean tlsOffered;
  private final Entry subschema;

  ServerEntries(Tree tree, boolean tlsOffered) {
    this.tree = tree;
    this.tlsOffered = tlsOffered;
    this.subschema = buildSubschema(tree);
  }

  Entry rootDse(Client client) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("objectClass", "top"));
    attributes.add(new Attribute("namingContexts", tree.suffix().toString()));
    attributes.add(new Attribute("subschemaSubentry", tree.subschema().toString()));
    attributes.add(new Attribute("supportedLDAPVersion", "3"));
    List<String> extensions = new ArrayList<>(List.of(WhoAmIExtendedRequest.WHO_AM_I_REQUEST_OID));
    if (tlsOffered && !client.isSecure()) {
      extensions.add(StartTLSExtendedRequest.STARTTLS_REQUEST_OID);
    }
    attributes.add(new Attribute("supportedExtension", extensions));
    attributes.add(new Attribute("supportedControl", RequestControls.SUPPORTED));
    // RFC 4526: (&) and (|); RFC 3673: "+".
    attributes.add(
        new Attribute("supportedFeatures", "1.3.6.1.4.1.4203.1.5.3", "1.3.6.1.4.1.4203.1.5.1"));
    attributes.add(new Attribute("vendorName", "Ấn Tín"));
    return new Entry("", attributes);
  }

  Entry subschema() {
    return subschema;
  }

  private static Entry buildSubschema(Tree tree) {
    Schema standard = standardSchema();
    List<String> types = new ArrayList<>();
    Set<String> rules = new TreeSet<>();
    Set<String> syntaxes = new TreeSet<>();
    Stream.concat(
            Stream.of(AttributeName.values()).map(AttributeName::ldapName), FURTHER_TYPES.stream())
        .map(standard::getAttributeType)
        .forEach(type -> {
          if (type != null) {
            types.add(type.toString());
            addRules(standard, type, rules);
            addNonNull(syntaxes, type.getBaseSyntaxOID(standard));
          }
        });
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("objectClass", "top", "subentry", "subschema"));
    attributes.add(new Attribute("cn", "subschema"));
    attributes.add(
        new Attribute(
            "objectClasses",
            CLASSES.stream()
                .map(standard::getObjectClass)
                .filter(c -> c != null)
                .map(Object::toString)
                .toList()));
    attributes.add(new Attribute("attributeTypes", types));
    attributes.add(
        new Attribute(
            "matchingRules",
            rules.stream()
                .map(standard::getMatchingRule)
                .filter(r -> r != null)
                .map(Object::toString)
                .toList()));
    attributes.add(
        new Attribute(
            "ldapSyntaxes",
            syntaxes.stream()
                .map(standard::getAttributeSyntax)
                .filter(s -> s != null)
                .map(Object::toString)
                .toList()));
    return new Entry(tree.subschema().toString(), attributes);
  }

  private static void addRules(Schema schema, AttributeTypeDefinition type, Set<String> rules) {
    addNonNull(rules, type.getEqualityMatchingRule(schema));
    addNonNull(rules, type.getSubstringMatchingRule(schema));
    addNonNull(rules, type.getOrderingMatchingRule(schema));
  }

  private static void addNonNull(Set<String> set, @Nullable String value) {
    if (value != null) {
      set.add(value);
    }
  }

  private static Schema standardSchema() {
    try {
      return Schema.getDefaultStandardSchema();
    } catch (LDAPException impossible) {
      throw new IllegalStateException("the SDK's own schema cannot be read", impossible);
    }
  }
}
