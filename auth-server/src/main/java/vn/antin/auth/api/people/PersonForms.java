package vn.antin.auth.api.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.NewAccount;
import vn.antin.auth.account.PersonName;
import vn.antin.auth.account.Username;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.FieldFault;
import vn.antin.auth.org.AssignmentKind;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.lifecycle.NewOfficial;
import vn.antin.auth.org.lifecycle.Posting;

/** What is sent to make and change officials, read into the words of the domain. */
final class PersonForms {
  private static final Set<String> MEMBERS =
      Set.of(
          "username",
          "fullName",
          "familyName",
          "middleName",
          "givenName",
          "email",
          "telephone",
          "officialCode",
          "nationalId",
          "locale");

  private PersonForms() {}

  /**
   * A post to be held.
   *
   * @param kind {@code main} when null
   */
  record PostForm(
      @Nullable UUID unitId,
      @Nullable String title,
      @Nullable String kind,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {}

  /**
   * A new official.
   *
   * @param fullName family, middle and given name in one; or else the three of them
   */
  record Creation(
      @Nullable String username,
      @Nullable String fullName,
      @Nullable String familyName,
      @Nullable String middleName,
      @Nullable String givenName,
      @Nullable String email,
      @Nullable String telephone,
      @Nullable String officialCode,
      @Nullable String nationalId,
      @Nullable String locale,
      @Nullable PostForm post) {}

  static NewOfficial official(Creation form) {
    PersonName name =
        form.fullName() != null
            ? PersonName.of(form.fullName())
            : new PersonName(
                Objects.requireNonNullElse(form.familyName(), ""),
                Objects.requireNonNullElse(form.middleName(), ""),
                Objects.requireNonNullElse(form.givenName(), ""));
    NewAccount account =
        new NewAccount(
            new Username(Objects.requireNonNullElse(form.username(), "")),
            name,
            form.email(),
            form.telephone(),
            form.officialCode(),
            number(form.nationalId()),
            Objects.requireNonNullElse(form.locale(), "vi"),
            null);
    return new NewOfficial(account, form.post() == null ? null : posting(form.post()));
  }

  static Posting posting(PostForm form) {
    List<FieldFault> faults = new ArrayList<>();
    if (form.unitId() == null) {
      faults.add(required("unitId"));
    }
    if (form.title() == null || form.title().isBlank()) {
      faults.add(required("title"));
    }
    if (form.from() == null) {
      faults.add(required("from"));
    }
    AssignmentKind kind =
        AssignmentKind.of(Objects.requireNonNullElse(form.kind(), "main")).orElse(null);
    if (kind == null) {
      faults.add(
          new FieldFault("kind", "invalid", "expected main, concurrent, seconded or acting"));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return new Posting(
        new UnitId(Objects.requireNonNull(form.unitId())),
        Objects.requireNonNull(form.title()),
        Objects.requireNonNull(kind),
        Objects.requireNonNull(form.from()),
        form.until());
  }

  private static FieldFault required(String field) {
    return new FieldFault(field, "required", "is required");
  }

  /** The account with the members that are given; a member that is null is taken away. */
  static AccountChange change(Account account, Map<String, @Nullable Object> members) {
    for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw ApiProblem.invalid("request", "unknown", "has a member that cannot be changed");
      }
      if (member.getValue() != null && !(member.getValue() instanceof String)) {
        throw ApiProblem.invalid(member.getKey(), "invalid", "expected text");
      }
    }
    AccountChange change = AccountChange.of(account).withName(name(account, members));
    if (members.containsKey("username")) {
      change = change.withUsername(new Username(text(members, "username")));
    }
    if (members.containsKey("email")) {
      change = change.withEmail(text(members, "email"));
    }
    if (members.containsKey("telephone")) {
      change = change.withTelephone(text(members, "telephone"));
    }
    if (members.containsKey("officialCode")) {
      change = change.withOfficialCode(text(members, "officialCode"));
    }
    if (members.containsKey("locale")) {
      change = change.withLocale(text(members, "locale"));
    }
    return change.withNationalId(number(text(members, "nationalId")));
  }

  private static PersonName name(Account account, Map<String, @Nullable Object> members) {
    return members.containsKey("fullName")
        ? PersonName.of(text(members, "fullName"))
        : new PersonName(
            members.containsKey("familyName") ? text(members, "familyName") : account.familyName(),
            members.containsKey("middleName") ? text(members, "middleName") : account.middleName(),
            members.containsKey("givenName") ? text(members, "givenName") : account.givenName());
  }

  private static String text(Map<String, @Nullable Object> members, String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  private static @Nullable NationalId number(@Nullable String text) {
    return text == null || text.isBlank()
        ? null
        : NationalId.read(text)
            .orElseThrow(
                () -> ApiProblem.invalid("nationalId", "invalid", "expected twelve digits"));
  }
}
