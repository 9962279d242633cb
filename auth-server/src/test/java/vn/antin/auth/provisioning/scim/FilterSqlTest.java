package vn.antin.auth.provisioning.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterSqlTest {
  @Test
  void whatAFilterSaysIsOnlyEverAParameter() {
    FilterSql.Condition condition =
        FilterSql.of(
            "userName eq \"An.NV\" and (name.familyName co \"'; DROP%\" or not (active eq true))",
            Attribute::ofUser);
    assertThat(condition.sql())
        .isEqualTo(
            "((lower(a.username) = :f0) AND ((lower(a.family_name) LIKE :f1)"
                + " OR (NOT coalesce(((a.status = 'active') = :f2), false))))");
    assertThat(condition.parameters())
        .containsEntry("f0", "an.nv")
        .containsEntry("f1", "%'; drop\\%%")
        .containsEntry("f2", true);
  }

  @Test
  void valuePathsAskAboutTheirPart() {
    assertThat(
            FilterSql.of("emails[type eq \"work\" and value ew \"@x.vn\"]", Attribute::ofUser)
                .sql())
        .contains("CASE WHEN a.email IS NOT NULL THEN 'work' END")
        .contains("lower(a.email) LIKE :f1");
    assertThat(FilterSql.of("groups.value eq \"1\"", Attribute::ofUser).sql())
        .startsWith("EXISTS (SELECT FROM assignment s")
        .contains("u.id::text = :f0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nickName eq \"x\"",
        "userName",
        "userName eq",
        "active gt true",
        "meta.created gt \"yesterday\"",
        "active co \"t\"",
      })
  void whatCannotBeAskedIsRefused(String filter) {
    assertThatThrownBy(() -> FilterSql.of(filter, Attribute::ofUser))
        .isInstanceOfSatisfying(
            ScimFault.class, fault -> assertThat(fault.type()).isEqualTo("invalidFilter"));
  }

  @Test
  void endlessFiltersAreRefused() {
    assertThatThrownBy(() -> FilterSql.of("id pr or ".repeat(1000) + "id pr", Attribute::ofUser))
        .isInstanceOf(ScimFault.class);
    String many = "id eq \"1\" or ".repeat(60) + "id pr";
    assertThatThrownBy(() -> FilterSql.of(many, Attribute::ofUser)).isInstanceOf(ScimFault.class);
  }
}
