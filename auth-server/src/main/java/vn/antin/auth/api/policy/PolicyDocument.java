package vn.antin.auth.api.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.FieldFault;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.policy.PolicyOwner;
import vn.antin.auth.login.policy.PolicySettings;
import vn.antin.auth.login.policy.StoredPolicy;
import vn.antin.auth.session.Assurance;

/**
 * A policy as callers read and write it; what is absent or null is left to the units above.
 *
 * @param unit whose policy it is, and for all beneath it; with {@code client} absent
 * @param acr the level that every login has to reach
 */
record PolicyDocument(
    @Nullable UUID unit,
    @Nullable String client,
    @Nullable String name,
    @Nullable List<String> factors,
    @Nullable String acr,
    @Nullable Integer graceDays,
    @Nullable Integer rememberDays,
    @Nullable Integer idleMinutes,
    @Nullable Integer lifetimeMinutes,
    @Nullable Integer sessions,
    @Nullable Boolean counter,
    @Nullable Integer passwordClasses,
    @Nullable Integer passwordAgeDays,
    @Nullable Long version) {
  static PolicyDocument of(StoredPolicy policy) {
    PolicySettings s = policy.settings();
    Set<FactorKind> factors = s.factors();
    return new PolicyDocument(
        policy.owner() instanceof PolicyOwner.OfUnit(var unit) ? unit.value() : null,
        policy.owner() instanceof PolicyOwner.OfClient(String id) ? id : null,
        policy.name(),
        factors == null ? null : factors.stream().sorted().map(FactorKind::path).toList(),
        s.least() == null ? null : s.least().value(),
        s.graceDays(),
        s.rememberDays(),
        s.idleMinutes(),
        s.lifetimeMinutes(),
        s.sessions(),
        s.counter(),
        s.passwordClasses(),
        s.passwordAgeDays(),
        policy.version());
  }

  /**
   * As settings.
   *
   * @throws ApiProblem 422 with all that is wrong
   */
  PolicySettings settings(PolicyOwner owner) {
    List<FieldFault> faults = new ArrayList<>();
    Set<FactorKind> kinds = kinds(faults);
    Assurance least = acr == null ? null : Assurance.of(acr).orElse(null);
    if (acr != null && least == null) {
      faults.add(new FieldFault("acr", "unknown", "expected one of the server's acr values"));
    }
    within("graceDays", graceDays, 0, 365, faults);
    within("rememberDays", rememberDays, 0, 90, faults);
    within("idleMinutes", idleMinutes, 15, 480, faults);
    within("lifetimeMinutes", lifetimeMinutes, 15, 720, faults);
    within("sessions", sessions, 1, 1000, faults);
    within("passwordClasses", passwordClasses, 0, 4, faults);
    if (passwordAgeDays != null && passwordAgeDays != 0) {
      within("passwordAgeDays", passwordAgeDays, 30, 3650, faults);
    }
    PolicySettings settings =
        new PolicySettings(
            kinds,
            least,
            graceDays,
            rememberDays,
            idleMinutes,
            lifetimeMinutes,
            sessions,
            counter,
            passwordClasses,
            passwordAgeDays);
    if (owner instanceof PolicyOwner.OfClient && !settings.onlyStrength()) {
      faults.add(
          new FieldFault("client", "too-much", "a system may set factors and acr, nothing else"));
    }
    if (kinds != null && !settings.possible()) {
      faults.add(
          new FieldFault("factors", "impossible", "nobody could log in with these to that level"));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return settings;
  }

  private @Nullable Set<FactorKind> kinds(List<FieldFault> faults) {
    if (factors == null) {
      return null;
    }
    Set<FactorKind> kinds = EnumSet.noneOf(FactorKind.class);
    for (int i = 0; i < factors.size(); i++) {
      FactorKind kind = FactorKind.of(factors.get(i)).orElse(null);
      if (kind == null) {
        faults.add(new FieldFault("factors[" + i + "]", "unknown", "no factor has this name"));
      } else {
        kinds.add(kind);
      }
    }
    if (factors.isEmpty()) {
      faults.add(new FieldFault("factors", "required", "expected one factor at least"));
    }
    return kinds;
  }

  private static void within(
      String field, @Nullable Integer value, int least, int most, List<FieldFault> faults) {
    if (value != null && (value < least || value > most)) {
      faults.add(new FieldFault(field, "out-of-range", "expected " + least + " to " + most));
    }
  }
}
