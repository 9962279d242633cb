package vn.antin.ldap.gateway;

import java.util.List;

/** The two kinds of entry that come from the application, and what their attributes mean there. */
enum EntryKind {
  PERSON,
  UNIT;

  List<String> objectClasses() {
    return switch (this) {
      case PERSON -> List.of("top", "person", "organizationalPerson", "inetOrgPerson");
      case UNIT -> List.of("top", "organizationalUnit");
    };
  }

  boolean hasObjectClass(String name) {
    return objectClasses().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** The fields whose values the attribute carries; empty when entries of this kind lack it. */
  List<Field> fields(AttributeName attribute) {
    return switch (this) {
      case PERSON -> personFields(attribute);
      case UNIT ->
          switch (attribute) {
            case OU -> List.of(Field.UNIT_CODE, Field.UNIT_NAME);
            case DESCRIPTION -> List.of(Field.UNIT_NAME);
            default -> List.of();
          };
    };
  }

  private static List<Field> personFields(AttributeName attribute) {
    return switch (attribute) {
      case UID -> List.of(Field.USERNAME);
      case CN, DISPLAY_NAME -> List.of(Field.FULL_NAME);
      case SN -> List.of(Field.FAMILY_NAME);
      case GIVEN_NAME -> List.of(Field.GIVEN_NAMES);
      case MAIL -> List.of(Field.MAIL);
      case TELEPHONE -> List.of(Field.TELEPHONE);
      case TITLE -> List.of(Field.TITLE);
      case OU -> List.of(Field.UNIT_NAME);
      case DEPARTMENT_NUMBER -> List.of(Field.UNIT_CODE);
      case OBJECT_CLASS,
          DESCRIPTION,
          ENTRY_UUID,
          ENTRY_DN,
          STRUCTURAL_OBJECT_CLASS,
          SUBSCHEMA_SUBENTRY ->
          List.of();
    };
  }
}
