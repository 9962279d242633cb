package vn.antin.signing.submission;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.issuance.IssuanceForm;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.LookForm;
import vn.antin.signing.signature.ParametersForm;
import vn.antin.signing.signature.PlaceForm;
import vn.antin.signing.submission.Submission.Step;
import vn.antin.signing.submission.Wish.FormWish;

/** Reads profiles of signing requests: who must sign before the seal (Decree 30, Art. 5 and 32). */
final class IssuanceReading {
  private static final Set<String> PROFILES = Set.of("issuance", "copy", "annex");
  private static final int LONGEST_TYPE = 20;
  private static final double NO_SHARE = 0;

  private final People people;

  IssuanceReading(People people) {
    this.people = people;
  }

  /** Null when nothing is said of it. */
  static @Nullable String profile(Wish wish, List<Step> steps) {
    var profile = wish.profile();
    if (profile != null && !PROFILES.contains(profile)) {
      throw Text.invalid("profile", "issuance, copy or annex");
    }
    if ("issuance".equals(profile) != (wish.issuance() != null)) {
      throw Text.invalid("issuance", "how it is issued, with the profile issuance only");
    }
    if (profile == null && steps.stream().anyMatch(step -> step.sealOf() != null)) {
      throw Problem.SEAL_PROFILE_MISSING
          .because("a seal is asked for without saying what must come before it")
          .showing("field", "profile")
          .showing("expected", "issuance, copy or annex");
    }
    if (profile != null && !profile.equals("issuance")) {
      for (var step : steps) {
        var look = step.parameters().appearance();
        if (step.sealOf() == null || look == null || !profile.equals(look.kind())) {
          throw Text.invalid("signers", "only the agency's seal with an appearance of " + profile);
        }
      }
    }
    return profile;
  }

  @Nullable Issuance read(Wish wish, List<Step> steps, int documents) {
    var wanted = wish.issuance();
    if (wanted == null) {
      return null;
    }
    if (documents != 1) {
      throw Text.invalid("documents", "one document for one number");
    }
    if (Stream.of(wanted.number(), wanted.reservation(), wanted.form())
            .filter(each -> each != null)
            .count()
        != 1) {
      throw Text.invalid("issuance", "exactly one of number, reservation and form");
    }
    var unit = wanted.unit();
    if (unit == null || people.unit(new UnitId(unit)).isEmpty()) {
      throw Text.invalid("issuance.unit", "the agency that issues");
    }
    order(steps, unit, wanted.form() != null);
    var type = Text.required("issuance.type", wanted.type());
    if (type.length() > LONGEST_TYPE) {
      throw Text.invalid("issuance.type", "at most " + LONGEST_TYPE + " characters");
    }
    return new Issuance(
        new UnitId(unit),
        type,
        Text.required("issuance.notation", wanted.notation()),
        wanted.number(),
        wanted.reservation(),
        wanted.form() == null ? null : form(wanted.form(), steps));
  }

  /** The seal comes last; a form certifies with the first signature and takes no other field. */
  private static void order(List<Step> steps, UUID unit, boolean form) {
    var seals = steps.stream().filter(step -> step.sealOf() != null).toList();
    var persons = steps.stream().filter(step -> step.sealOf() == null).toList();
    if (seals.size() != 1 || !unit.equals(seals.getFirst().sealOf())) {
      throw Text.invalid("signers", "the seal of the issuing agency, once");
    }
    if (persons.stream().anyMatch(step -> step.order() >= seals.getFirst().order())) {
      throw Text.invalid("signers", "every person before the seal");
    }
    if (form && persons.size() != 1) {
      throw Text.invalid("signers", "one person and the seal, where fields are laid");
    }
  }

  private static Issuance.Form form(FormWish wish, List<Step> steps) {
    var look =
        steps.stream()
            .filter(step -> step.sealOf() == null)
            .map(step -> step.parameters().appearance())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    var leader = place(wish.leader());
    if (leader == null && look != null) {
      leader = place(look.place());
    }
    if (leader == null) {
      throw Text.invalid("issuance.form.leader", "the place of the leader's signature");
    }
    return new Issuance.Form(
        place(wish.number()),
        place(wish.date()),
        leader,
        Text.required("issuance.form.locality", wish.locality()));
  }

  private static @Nullable Placement place(@Nullable PlaceForm place) {
    return place == null ? null : place.placement(NO_SHARE);
  }

  /** Signatures of a form are drawn in the fields that are laid for them. */
  static List<Step> inFields(List<Step> steps, @Nullable Issuance issuance) {
    return issuance == null || issuance.form() == null
        ? steps
        : steps.stream().map(IssuanceReading::inField).toList();
  }

  private static Step inField(Step step) {
    var parameters = step.parameters();
    var look = parameters.appearance();
    if (look == null || "none".equals(look.kind())) {
      return step;
    }
    var field = step.sealOf() == null ? IssuanceForm.LEADER : IssuanceForm.SEAL;
    return step.with(placed(parameters, look.at(PlaceForm.inField(field))));
  }

  private static ParametersForm placed(ParametersForm parameters, LookForm look) {
    return new ParametersForm(
        parameters.level(),
        parameters.reason(),
        parameters.location(),
        parameters.authority(),
        look);
  }
}
