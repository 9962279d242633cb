package vn.antin.ldap.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The attribute types this directory knows (RFC 4512, 4519, 4524, 2798, 4530, 5020). */
enum AttributeName {
  OBJECT_CLASS("objectClass", "2.5.4.0", false),
  UID("uid", "0.9.2342.19200300.100.1.1", false),
  CN("cn", "2.5.4.3", false),
  SN("sn", "2.5.4.4", false),
  GIVEN_NAME("givenName", "2.5.4.42", false),
  DISPLAY_NAME("displayName", "2.16.840.1.113730.3.1.241", false),
  MAIL("mail", "0.9.2342.19200300.100.1.3", false),
  TELEPHONE("telephoneNumber", "2.5.4.20", false),
  TITLE("title", "2.5.4.12", false),
  OU("ou", "2.5.4.11", false),
  DEPARTMENT_NUMBER("departmentNumber", "2.16.840.1.113730.3.1.2", false),
  DESCRIPTION("description", "2.5.4.13", false),
  ENTRY_UUID("entryUUID", "1.3.6.1.1.16.4", true),
  ENTRY_DN("entryDN", "1.3.6.1.1.20", true),
  STRUCTURAL_OBJECT_CLASS("structuralObjectClass", "2.5.21.9", true),
  SUBSCHEMA_SUBENTRY("subschemaSubentry", "2.5.18.10", true);

  private static final Map<String, AttributeName> BY_NAME =
      Arrays.stream(values())
          .flatMap(a ->
              Stream.of(Map.entry(a.ldapName.toLowerCase(Locale.ROOT), a), Map.entry(a.oid, a)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String ldapName;
  private final String oid;
  private final boolean operational;

  AttributeName(String ldapName, String oid, boolean operational) {
    this.ldapName = ldapName;
    this.oid = oid;
    this.operational = operational;
  }

  /** Null for a type this directory does not know, and for options such as {@code cn;lang-vi}. */
  static @Nullable AttributeName of(String nameOrOid) {
    return BY_NAME.get(nameOrOid.toLowerCase(Locale.ROOT));
  }

  String ldapName() {
    return ldapName;
  }

  /** Operational attributes are sent only when asked for by name or by {@code +}. */
  boolean isOperational() {
    return operational;
  }
}
