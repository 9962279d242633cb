package vn.antin.ldap.federation;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which attribute carries what; the first one present wins.
 *
 * @param externalId an identifier that survives renaming; text or a 16-byte {@code objectGUID}
 */
public record AttributeMapping(
    List<String> externalId,
    List<String> username,
    List<String> familyName,
    List<String> givenNames,
    List<String> fullName,
    List<String> mail,
    List<String> telephone) {
  public AttributeMapping {
    externalId = List.copyOf(externalId);
    username = List.copyOf(username);
    familyName = List.copyOf(familyName);
    givenNames = List.copyOf(givenNames);
    fullName = List.copyOf(fullName);
    mail = List.copyOf(mail);
    telephone = List.copyOf(telephone);
    if (externalId.isEmpty()) {
      throw new IllegalArgumentException("the mapping names no attribute for the external id");
    }
  }

  /** What OpenLDAP ({@code inetOrgPerson}) and Active Directory use without any setting. */
  public static AttributeMapping usual() {
    return new AttributeMapping(
        List.of("entryUUID", "objectGUID"),
        List.of("uid", "sAMAccountName"),
        List.of("sn"),
        List.of("givenName"),
        List.of("displayName", "cn"),
        List.of("mail"),
        List.of("telephoneNumber", "mobile"));
  }

  String[] requested() {
    return Stream.of(externalId, username, familyName, givenNames, fullName, mail, telephone)
        .flatMap(List::stream)
        .distinct()
        .toArray(String[]::new);
  }
}
