package vn.antin.ldap.gateway;

/** Where in the tree a DN points. */
sealed interface Place {
  record RootDse() implements Place {}

  record Subschema() implements Place {}

  record Suffix() implements Place {}

  record People() implements Place {}

  record Units() implements Place {}

  /** May or may not exist. */
  record OnePerson(String username) implements Place {}

  /** May or may not exist. */
  record OneUnit(String code) implements Place {}

  record Nowhere() implements Place {}
}
