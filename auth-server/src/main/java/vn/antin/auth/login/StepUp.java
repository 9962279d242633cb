package vn.antin.auth.login;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;

/**
 * Judges whether a session is strong enough for a system: by the policy of the official's units and
 * of the system, and by what the request asks for (OpenID Connect Core §3.1.2.1 and §5.5.1.1, RFC
 * 9470).
 */
@Component
public final class StepUp {
  private final SignInPolicies policies;
  private final Demands demands;
  private final Factors factors;

  StepUp(SignInPolicies policies, Demands demands, Factors factors) {
    this.policies = policies;
    this.demands = demands;
    this.factors = factors;
  }

  /**
   * What a request asks of the login.
   *
   * @param essential levels (acr) of which one is indispensable; empty for none
   * @param voluntary levels of which one is welcome; empty for none
   */
  public record Wish(Set<String> essential, Collection<String> voluntary) {
    public Wish {
      essential = Set.copyOf(essential);
      voluntary = List.copyOf(voluntary);
    }

    /** The weakest levels that satisfy each, as far as they are levels of ours. */
    private Stream<Assurance> levels() {
      return Stream.of(weakest(essential), weakest(voluntary)).flatMap(Optional::stream);
    }

    /** What a login for this request should reach, for the flow; empty when anything will do. */
    public List<String> wanted() {
      return levels().max(Assurance::compareTo).map(Assurance::value).stream().toList();
    }

    private boolean impossible() {
      return !essential.isEmpty() && weakest(essential).isEmpty();
    }

    /** The strongest essential level that the session has; what its tokens say. */
    public Optional<Assurance> stated(Assurance session) {
      return known(essential).filter(session::meets).max(Assurance::compareTo);
    }

    private static Optional<Assurance> weakest(Collection<String> values) {
      return known(values).min(Assurance::compareTo);
    }

    private static Stream<Assurance> known(Collection<String> values) {
      return values.stream().flatMap(value -> Assurance.of(value).stream());
    }
  }

  /**
   * What the session has to prove before its yes counts for a system that asks out of band, by the
   * system's policy and the official's units; empty when it will do.
   */
  public List<String> missing(Session session, String clientId) {
    return switch (judge(session, clientId, new Wish(Set.of(), List.of()))) {
      case Verdict.Enough() -> List.of();
      case Verdict.Prove(List<String> wanted) -> wanted;
      case Verdict.Impossible() -> throw new IllegalStateException("nothing indispensable asked");
    };
  }

  /** What to do. */
  public sealed interface Verdict {
    /** The session will do. */
    record Enough() implements Verdict {}

    /** The official has to prove more, up to one of these levels. */
    record Prove(List<String> wanted) implements Verdict {}

    /** What is indispensable cannot be had from this official. */
    record Impossible() implements Verdict {}
  }

  /** Judges a session on the way to a system. */
  public Verdict judge(Session session, String clientId, Wish wish) {
    if (wish.impossible()) {
      return new Verdict.Impossible();
    }
    SignInPolicy policy = policies.of(session.account(), clientId);
    Assurance asked = wish.levels().max(Assurance::compareTo).orElse(Assurance.PASSWORD);
    if (!demands.satisfied(session, policy)) {
      Assurance wanted = asked.meets(policy.least()) ? asked : policy.least();
      return new Verdict.Prove(List.of(wanted.value()));
    }
    Assurance counted = Proofs.of(session, policy.factors()).reached();
    if (counted.meets(asked)) {
      return new Verdict.Enough();
    }
    Assurance reachable = factors.reachable(session.account(), policy.factors());
    Optional<Assurance> essential = Wish.weakest(wish.essential());
    if (essential.isPresent() && !reachable.meets(essential.get())) {
      return counted.meets(essential.get()) ? new Verdict.Enough() : new Verdict.Impossible();
    }
    Assurance best = reachable.meets(asked) ? asked : essential.orElse(Assurance.PASSWORD);
    return counted.meets(best) ? new Verdict.Enough() : new Verdict.Prove(List.of(best.value()));
  }
}
