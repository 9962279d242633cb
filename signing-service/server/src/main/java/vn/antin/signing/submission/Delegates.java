package vn.antin.signing.submission;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.people.SigningAuthorities.Delegate;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.signature.AuthorityForm;
import vn.antin.signing.signature.ParametersForm;

/**
 * Who may sign a personal step in the stead of whose it is: those to whom they gave authority on
 * record (Decree 30/2020/NĐ-CP, Art. 13), for the unit of which the step speaks. What was given is
 * not given on: a record is made by who heads the unit.
 */
final class Delegates {
  private final SigningAuthorities authorities;

  Delegates(SigningAuthorities authorities) {
    this.authorities = authorities;
  }

  List<Delegate> of(StepRepository.Row step, Instant now) {
    var official = step.official();
    if (official == null || step.sealOf() != null) {
      return List.of();
    }
    var unit = unit(step);
    return authorities.delegates(official, now).stream()
        .filter(each -> unit == null || each.unit().equals(new UnitId(unit)))
        .toList();
  }

  /** The unit in whose name the step signs; null when that is not said. */
  private static @Nullable UUID unit(StepRepository.Row step) {
    var authority = step.parameters().authority();
    if (authority != null) {
      return authority.unit();
    }
    return step.targetKind().equals("head") ? step.targetId() : null;
  }

  /** The step's parameters with the authority of the delegate, and their own picture. */
  static ParametersForm authorised(StepRepository.Row step, Delegate given) {
    var before = step.parameters();
    var look = before.appearance();
    return new ParametersForm(
        before.level(),
        before.reason(),
        before.location(),
        new AuthorityForm(
            given.form().name(), given.title(), given.unit().value(), given.delegation()),
        look == null ? null : look.withoutPicture());
  }
}
