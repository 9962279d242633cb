package vn.antin.auth.org.power;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.UnitId;

/** Acts that wait for a second administrator. Whatever is refused is a {@link RefusedAct}. */
@Component
public final class Proposals {
  private final ProposalTable table;
  private final Powers powers;
  private final ObjectProvider<FourEyesAct> beans;
  private final PowerProperties properties;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;

  Proposals(
      ProposalTable table,
      Powers powers,
      ObjectProvider<FourEyesAct> beans,
      PowerProperties properties,
      TransactionTemplate transaction,
      AuditLog audit,
      ApplicationEventPublisher events) {
    this.table = table;
    this.powers = powers;
    this.beans = beans;
    this.properties = properties;
    this.transaction = transaction;
    this.audit = audit;
    this.events = events;
  }

  /**
   * Proposes an act; joins the caller's transaction.
   *
   * @param by who holds the act's power over the official and the unit
   */
  public ProposalId propose(
      String kind,
      AccountId by,
      @Nullable AccountId about,
      @Nullable UnitId unit,
      Map<String, String> details) {
    FourEyesAct act = act(kind);
    return Objects.requireNonNull(
        transaction.execute(status -> {
          powers.hold(by);
          if (!powers.mayActOn(by, act.power(), about, unit)) {
            throw new RefusedAct(RefusedAct.Code.UNKNOWN);
          }
          if (by.equals(about)) {
            throw new RefusedAct(RefusedAct.Code.OWN_ACT);
          }
          expire();
          Proposal proposal =
              table
                  .insert(act, by, about, unit, details, properties.proposalLifetime())
                  .orElseThrow(() -> new RefusedAct(RefusedAct.Code.ALREADY));
          act.check(by, proposal);
          if (act.alone() && table.another(proposal)) {
            throw new RefusedAct(RefusedAct.Code.ALREADY);
          }
          append("power.proposed", by, proposal, null);
          if (properties.loneAdministrator() && !decidable(act, proposal)) {
            carryOut(act, proposal, by, "lone administrator");
          }
          return proposal.id();
        }));
  }

  /** A place in the list of proposals. */
  public record Place(Instant createdAt, ProposalId id) {}

  /** Approves a proposal and does the act, in one transaction. */
  public Proposal approve(ProposalId id, AccountId decider) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          Proposal proposal = decidableBy(id, decider);
          FourEyesAct act = act(proposal.kind());
          powers.hold(proposal.proposer());
          if (!powers.mayActOn(
              proposal.proposer(), act.power(), proposal.about(), proposal.unit())) {
            throw new RefusedAct(RefusedAct.Code.CHANGED);
          }
          act.check(proposal.proposer(), proposal);
          act.check(decider, proposal);
          return carryOut(act, proposal, decider, null);
        }));
  }

  private Proposal carryOut(
      FourEyesAct act, Proposal open, AccountId decider, @Nullable String reason) {
    Proposal approved = end(open.id(), Proposal.State.APPROVED, decider, reason);
    append("power.proposal-approved", decider, approved, reason);
    act.carryOut(approved);
    events.publishEvent(new ActDecided(approved));
    return approved;
  }

  /** Refuses a proposal, with a reason that the proposer may read. */
  public Proposal refuse(ProposalId id, AccountId decider, @Nullable String reason) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          decidableBy(id, decider);
          Proposal refused = end(id, Proposal.State.REFUSED, decider, reason);
          append("power.proposal-refused", decider, refused, reason);
          drop(refused);
          events.publishEvent(new ActDecided(refused));
          return refused;
        }));
  }

  /** Takes one's own proposal back. */
  public Proposal withdraw(ProposalId id, AccountId proposer) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          if (find(id, proposer)
              .filter(found -> found.proposal().proposer().equals(proposer))
              .isEmpty()) {
            throw new RefusedAct(RefusedAct.Code.UNKNOWN);
          }
          Proposal withdrawn = end(id, Proposal.State.WITHDRAWN, null, null);
          append("power.proposal-withdrawn", proposer, withdrawn, null);
          drop(withdrawn);
          return withdrawn;
        }));
  }

  /** A proposal within the caller's power. */
  public Optional<ProposalView> find(ProposalId id, AccountId caller) {
    return table
        .find(id)
        .map(found -> acts().get(found.kind()))
        .flatMap(act -> table.within(caller, act.power(), id));
  }

  /**
   * The proposals within the caller's power, the newest first.
   *
   * @param open whether only those that wait
   * @param after the place of the last one of the page before; null for the first page
   */
  public List<ProposalView> within(
      AccountId caller, boolean open, @Nullable Place after, int limit) {
    Set<Power> needed = EnumSet.noneOf(Power.class);
    acts().values().forEach(act -> needed.add(act.power()));
    Comparator<ProposalView> order =
        Comparator.<ProposalView, Instant>comparing(view -> view.proposal().createdAt())
            .thenComparing(view -> view.proposal().id().toString())
            .reversed();
    return needed.stream()
        .map(power -> table.within(caller, power, open, after, limit))
        .flatMap(Collection::stream)
        .sorted(order)
        .limit(limit)
        .toList();
  }

  private Proposal decidableBy(ProposalId id, AccountId decider) {
    powers.hold(decider);
    Proposal proposal =
        find(id, decider)
            .map(ProposalView::proposal)
            .orElseThrow(() -> new RefusedAct(RefusedAct.Code.UNKNOWN));
    if (proposal.proposer().equals(decider) || decider.equals(proposal.about())) {
      throw new RefusedAct(RefusedAct.Code.OWN_ACT);
    }
    if (!powers.mayActOn(
        decider, act(proposal.kind()).power(), proposal.about(), proposal.unit())) {
      throw new RefusedAct(RefusedAct.Code.MORE_THAN_HELD);
    }
    return proposal;
  }

  /** Whether anybody but the proposer could decide on it. */
  private boolean decidable(FourEyesAct act, Proposal proposal) {
    return powers.holders(act.power()).stream()
        .filter(other -> !other.equals(proposal.proposer()) && !other.equals(proposal.about()))
        .anyMatch(other -> powers.mayActOn(other, act.power(), proposal.about(), proposal.unit()));
  }

  private Proposal end(
      ProposalId id, Proposal.State state, @Nullable AccountId decider, @Nullable String reason) {
    return table
        .end(id, state, decider, reason)
        .orElseThrow(() -> new RefusedAct(RefusedAct.Code.NOT_OPEN));
  }

  @Scheduled(initialDelayString = "2m", fixedDelayString = "10m")
  void expire() {
    transaction.executeWithoutResult(status ->
        table
            .expire()
            .forEach(expired -> {
              append("power.proposal-expired", null, expired, null);
              drop(expired);
            }));
  }

  private void drop(Proposal ended) {
    Optional.ofNullable(acts().get(ended.kind())).ifPresent(act -> act.dropped(ended));
  }

  private FourEyesAct act(String kind) {
    FourEyesAct act = acts().get(kind);
    if (act == null) {
      throw new IllegalArgumentException("no act of this kind: " + kind);
    }
    return act;
  }

  private Map<String, FourEyesAct> acts() {
    return beans.stream().collect(Collectors.toMap(FourEyesAct::kind, Function.identity()));
  }

  /** Found by the official it is about, else by the unit. */
  private void append(
      String type, @Nullable AccountId actor, Proposal proposal, @Nullable String reason) {
    String object =
        Stream.of(Optional.ofNullable(proposal.about()), Optional.ofNullable(proposal.unit()))
            .flatMap(Optional::stream)
            .findFirst()
            .map(Object::toString)
            .orElse(proposal.id().toString());
    audit.append(
        new AuditEvent(
            type,
            actor == null ? null : actor.toString(),
            object,
            Map.of("proposal", proposal.id().toString(), "kind", proposal.kind()),
            reason == null
                ? proposal.details()
                : Stream.concat(
                        proposal.details().entrySet().stream(),
                        Map.of("decision", reason).entrySet().stream())
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue, (detail, given) -> given))));
  }
}
