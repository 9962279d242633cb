package vn.antin.ldap.gateway;

import java.util.List;
import java.util.Map;

/** The two kinds of entry that come from the application, and what their attributes mean there. */
enum EntryKind {
  PERSON(
      List.of("top", "person", "organizationalPerson", "inetOrgPerson"),
      Map.of(
          AttributeName.UID, List.of(Field.USERNAME),
          AttributeName.CN, List.of(Field.FULL_NAME),
          AttributeName.DISPLAY_NAME, List.of(Field.FULL_NAME),
          AttributeName.SN, List.of(Field.FAMILY_NAME),
          AttributeName.GIVEN_NAME, List.of(Field.GIVEN_NAMES),
          AttributeName.MAIL, List.of(Field.MAIL),
          AttributeName.TELEPHONE, List.of(Field.TELEPHONE),
          AttributeName.TITLE, List.of(Field.TITLE),
          AttributeName.OU, List.of(Field.UNIT_NAME),
          AttributeName.DEPARTMENT_NUMBER, List.of(Field.UNIT_CODE))),
  UNIT(
      List.of("top", "organizationalUnit"),
      Map.of(
          AttributeName.OU, List.of(Field.UNIT_CODE, Field.UNIT_NAME),
          AttributeName.DESCRIPTION, List.of(Field.UNIT_NAME)));

  private final List<String> objectClasses;
  private final Map<AttributeName, List<Field>> fields;

  EntryKind(List<String> objectClasses, Map<AttributeName, List<Field>> fields) {
    this.objectClasses = objectClasses;
    this.fields = fields;
  }

  List<String> objectClasses() {
    return objectClasses;
  }

  boolean hasObjectClass(String name) {
    return objectClasses.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** The fields whose values the attribute carries; empty when entries of this kind lack it. */
  List<Field> fields(AttributeName attribute) {
    return fields.getOrDefault(attribute, List.of());
  }
}
