package vn.antin.auth.org.power;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;

/** Gives an official a role over a unit, when two administrators want it. */
@Component
public final class RoleGrantAct implements FourEyesAct {
  public static final String KIND = "role-grant";

  private final Powers powers;
  private final RoleGrants grants;
  private final AuditLog audit;

  RoleGrantAct(Powers powers, RoleGrants grants, AuditLog audit) {
    this.powers = powers;
    this.grants = grants;
    this.audit = audit;
  }

  /**
   * What is to be given.
   *
   * @param from the first day
   * @param to the first day after it; null without end
   * @param reason why, for who decides; may be empty
   */
  public record Wish(Role role, LocalDate from, @Nullable LocalDate to, String reason) {
    public Wish {
      if (to != null && !to.isAfter(from)) {
        throw new IllegalArgumentException("to: expected a day after from");
      }
    }

    /** As a proposal keeps it. */
    public Map<String, String> details() {
      Map<String, String> details = new HashMap<>();
      details.put("role", role.value());
      details.put("from", from.toString());
      if (to != null) {
        details.put("to", to.toString());
      }
      if (!reason.isBlank()) {
        details.put("reason", reason);
      }
      return details;
    }

    static Wish of(Proposal proposal) {
      Map<String, String> details = proposal.details();
      String to = details.get("to");
      return new Wish(
          Role.of(details.getOrDefault("role", "")).orElseThrow(),
          LocalDate.parse(details.getOrDefault("from", "")),
          to == null ? null : LocalDate.parse(to),
          details.getOrDefault("reason", ""));
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Power power() {
    return Power.GRANT_POWER;
  }

  /** Nobody gives more than they hold, elsewhere, or for longer. */
  @Override
  public void check(AccountId administrator, Proposal proposal) {
    Wish wish = Wish.of(proposal);
    if (!powers.holdsAll(administrator, wish.role().powers(), unit(proposal), wish.to())
        || !powers.holdsAll(administrator, Set.of(Power.GRANT_POWER), unit(proposal), wish.to())) {
      throw new RefusedAct(RefusedAct.Code.MORE_THAN_HELD);
    }
  }

  @Override
  public void carryOut(Proposal proposal) {
    Wish wish = Wish.of(proposal);
    AccountId official = Objects.requireNonNull(proposal.about());
    UnitId unit = unit(proposal);
    LocalDate today = powers.today();
    LocalDate from = wish.from().isBefore(today) ? today : wish.from();
    if (wish.to() != null && !wish.to().isAfter(from)) {
      throw new RefusedAct(RefusedAct.Code.CHANGED);
    }
    grants.give(official, wish.role(), unit, from, wish.to());
    Map<String, String> facts = new HashMap<>();
    facts.put("role", wish.role().value());
    facts.put("unit", unit.toString());
    facts.put("from", from.toString());
    if (wish.to() != null) {
      facts.put("to", wish.to().toString());
    }
    facts.put("proposal", proposal.id().toString());
    facts.put("proposer", proposal.proposer().toString());
    audit.append(
        new AuditEvent(
            "power.granted",
            Objects.requireNonNull(proposal.decider()).toString(),
            official.toString(),
            facts,
            Map.of()));
  }

  private static UnitId unit(Proposal proposal) {
    return Objects.requireNonNull(proposal.unit());
  }
}
