package vn.antin.ldap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters become conditions; three truth values become two (RFC 4511 §4.5.1.7). */
final class FilterCompilerTest {
  private static final Condition AN = new Condition.Equal(Field.USERNAME, "an");

  @Test
  void equalityIsComposedLowerCaseAndWithoutExcessSpace() throws LDAPException {
    assertThat(people("(cn= NGUYỄN  Văn An )"))
        .isEqualTo(new Condition.Equal(Field.FULL_NAME, "nguyễn văn an"));
  }

  @Test
  void attributesGoByNameAndByIdentifier() throws LDAPException {
    assertThat(people("(0.9.2342.19200300.100.1.1=an)")).isEqualTo(AN);
    assertThat(people("(UID=an)")).isEqualTo(AN);
  }

  @Test
  void substringKeepsItsParts() throws LDAPException {
    assertThat(people("(mail=an*nguyen*@tinh.example)"))
        .isEqualTo(new Condition.Substring(Field.MAIL, "an", List.of("nguyen"), "@tinh.example"));
  }

  @Test
  void objectClassIsDecidedWithoutAskingTheApplication() throws LDAPException {
    assertThat(people("(&(objectClass=inetOrgPerson)(uid=an))")).isEqualTo(AN);
    assertThat(people("(&(objectClass=organizationalUnit)(uid=an))")).isEqualTo(Condition.NEVER);
    assertThat(people("(&(uid=an)(!(objectClass=computer)))")).isEqualTo(AN);
    assertThat(people("(objectClass=*)")).isEqualTo(Condition.ALWAYS);
  }

  @Test
  void attributeThatEntriesOfThisKindLackIsFalseAndNotUndefined() throws LDAPException {
    assertThat(units("(mail=*)")).isEqualTo(Condition.NEVER);
    assertThat(units("(!(mail=*))")).isEqualTo(Condition.ALWAYS);
  }

  @Test
  void unitsAreFoundByCodeAndByName() throws LDAPException {
    assertThat(units("(ou=H37.01)"))
        .isEqualTo(
            new Condition.Any(
                List.of(
                    new Condition.Equal(Field.UNIT_CODE, "h37.01"),
                    new Condition.Equal(Field.UNIT_NAME, "h37.01"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(memberOf=cn=x)",
        "(!(memberOf=cn=x))",
        "(cn;lang-vi=an)",
        "(uid>=an)",
        "(!(uid<=an))",
        "(cn:caseExactMatch:=An)",
        "(!(entryUUID=not-a-uuid))",
        "(!(cn=a\\00b))",
        "(!(cn=\\ff\\fe))",
        "(&(uid=an)(!(memberOf=cn=x)))"
      })
  void undefinedIsNeitherTrueNorFalse(String filter) throws LDAPException {
    assertThat(people(filter)).isEqualTo(Condition.NEVER);
  }

  @Test
  void undefinedPartOfAnOrLeavesTheOthers() throws LDAPException {
    assertThat(people("(|(memberOf=cn=x)(uid=an))")).isEqualTo(AN);
  }

  @Test
  void negatedConjunctionIsTrueWhenItsDefinedPartIsFalse() throws LDAPException {
    assertThat(people("(!(&(memberOf=cn=x)(uid=an)))")).isEqualTo(new Condition.Not(AN));
  }

  @Test
  void emptyAndIsTrueAndEmptyOrIsFalse() throws LDAPException {
    assertThat(people("(&)")).isEqualTo(Condition.ALWAYS);
    assertThat(people("(|)")).isEqualTo(Condition.NEVER);
    assertThat(people("(!(&))")).isEqualTo(Condition.NEVER);
  }

  @Test
  void identifierIsParsed() throws LDAPException {
    UUID id = UUID.fromString("5c1e7b4a-0000-4000-8000-000000000001");

    assertThat(people("(entryUUID=5C1E7B4A-0000-4000-8000-000000000001)"))
        .isEqualTo(new Condition.HasId(id));
  }

  @Test
  void filterWithTooManyPartsOrLevelsIsTooComplex() throws LDAPException {
    assertThat(FilterCompiler.isTooComplex(Filter.create("(|" + "(uid=a)".repeat(300) + ")")))
        .isTrue();
    assertThat(
            FilterCompiler.isTooComplex(
                Filter.create("(!".repeat(40) + "(uid=a)" + ")".repeat(40))))
        .isTrue();
    assertThat(FilterCompiler.isTooComplex(Filter.create("(|" + "(uid=a)".repeat(200) + ")")))
        .isFalse();
  }

  private static Condition people(String filter) throws LDAPException {
    return FilterCompiler.compile(Filter.create(filter), EntryKind.PERSON);
  }

  private static Condition units(String filter) throws LDAPException {
    return FilterCompiler.compile(Filter.create(filter), EntryKind.UNIT);
  }
}
