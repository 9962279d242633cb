package vn.antin.auth.login;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;

/** What has been proved in one login, and what it is worth together. */
record Proofs(List<Given> given) {
  /** Nothing yet. */
  static final Proofs NONE = new Proofs(List.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Prove something that a first factor did not. */
  private static final Set<FactorKind> SECOND =
      Set.of(FactorKind.TOTP, FactorKind.EMAIL_CODE, FactorKind.RECOVERY_CODE, FactorKind.DEVICE);

  /** Show, where they count no more, that it is the official. */
  private static final Set<FactorKind> VOUCHING =
      Set.of(
          FactorKind.TOTP,
          FactorKind.EMAIL_CODE,
          FactorKind.RECOVERY_CODE,
          FactorKind.PASSKEY,
          FactorKind.CERTIFICATE);

  private static final Set<FactorKind> FIRST = Set.of(FactorKind.PASSWORD, FactorKind.BROKER);

  /** Bound to the server that asks, and with the official's PIN or finger. */
  private static final Set<FactorKind> STRONG = Set.of(FactorKind.PASSKEY, FactorKind.CERTIFICATE);

  Proofs {
    given = List.copyOf(given);
  }

  /**
   * One of them.
   *
   * @param alone what it is worth by itself
   * @param held whether it comes from the session that was open already
   * @param at when it was written down; null before that
   * @param vouches whether policy has taken the factor away: it shows that it is the official, and
   *     counts for nothing else; null for no
   */
  record Given(
      FactorKind kind,
      List<String> methods,
      Assurance alone,
      boolean held,
      @Nullable Instant at,
      @Nullable Boolean vouches) {
    Given {
      methods = List.copyOf(methods);
    }

    static Given of(Proof proof, boolean vouches) {
      return new Given(
          proof.kind(), proof.methods(), proof.alone(), false, null, vouches ? true : null);
    }

    boolean counts() {
      return vouches == null || !vouches;
    }
  }

  private Stream<Given> counted() {
    return given.stream().filter(Given::counts);
  }

  /** Whether a factor was proved that policy has taken away. */
  boolean vouched() {
    return given.stream().anyMatch(one -> !one.counts());
  }

  /**
   * What an open session has proved with the factors that are allowed. While all of them are, they
   * are worth what the session is; otherwise what is left is worth what it is by itself.
   */
  static Proofs of(Session session, Set<FactorKind> allowed) {
    Set<FactorKind> kinds = EnumSet.noneOf(FactorKind.class);
    session.factors().forEach(factor -> FactorKind.of(factor).ifPresent(kinds::add));
    if (kinds.isEmpty()) {
      // Opened before it was written down with what.
      kinds.add(session.methods().contains("pwd") ? FactorKind.PASSWORD : FactorKind.BROKER);
    }
    boolean all = allowed.containsAll(kinds);
    Stream<Given> vouching =
        kinds.stream()
            .filter(kind -> !allowed.contains(kind) && VOUCHING.contains(kind))
            .map(kind -> new Given(kind, List.of(), Assurance.PASSWORD, true, null, true))
            .toList()
            .stream();
    kinds.retainAll(allowed);
    List<String> methods =
        session.methods().stream().filter(method -> all || !method.equals("mfa")).toList();
    Stream<Given> counting =
        kinds.stream()
            .map(kind ->
                new Given(
                    kind,
                    methods,
                    all || STRONG.contains(kind) ? session.assurance() : Assurance.PASSWORD,
                    true,
                    null,
                    null));
    return new Proofs(Stream.concat(counting, vouching).toList());
  }

  /** With which kinds of factors, by the names that policies use. */
  Set<String> factors() {
    return counted().map(one -> one.kind().path()).collect(Collectors.toUnmodifiableSet());
  }

  /** These, written down now. */
  Proofs at(Instant now) {
    return new Proofs(
        given.stream()
            .map(one ->
                new Given(one.kind(), one.methods(), one.alone(), one.held(), now, one.vouches()))
            .toList());
  }

  static Proofs parse(String json) {
    return new Proofs(List.of(JSON.readValue(json, Given[].class)));
  }

  String json() {
    return JSON.writeValueAsString(given);
  }

  /**
   * Whether there is one on which others can build. A second factor alone opens nothing, unless it
   * is worth two by itself: a yes in a session that a passkey or a certificate opened.
   */
  boolean begun() {
    return counted()
        .anyMatch(one ->
            FIRST.contains(one.kind())
                || STRONG.contains(one.kind())
                || one.alone().meets(Assurance.TWO_FACTOR));
  }

  boolean isEmpty() {
    return given.isEmpty();
  }

  boolean has(FactorKind kind) {
    return given.stream().anyMatch(one -> one.kind() == kind);
  }

  /** Whether something was proved in this login, not only in the session before. */
  boolean anyNew() {
    return given.stream().anyMatch(one -> !one.held());
  }

  /** Whether all was proved in this login, and nothing in the session before. */
  boolean allNew() {
    return given.stream().noneMatch(Given::held);
  }

  /** Whether this was proved in this login, not only in the session before. */
  boolean hasNew(FactorKind kind) {
    return given.stream().anyMatch(one -> one.kind() == kind && !one.held());
  }

  /** What they are worth together. */
  Assurance reached() {
    Assurance best =
        counted().map(Given::alone).max(Assurance::compareTo).orElse(Assurance.PASSWORD);
    boolean two =
        counted().anyMatch(one -> FIRST.contains(one.kind()))
            && counted().anyMatch(one -> SECOND.contains(one.kind()));
    return two && !best.meets(Assurance.TWO_FACTOR) ? Assurance.TWO_FACTOR : best;
  }

  /** The methods of all, with {@code mfa} where they are several (RFC 8176 §2). */
  List<String> methods() {
    Set<String> methods = new TreeSet<>();
    counted().forEach(one -> methods.addAll(one.methods()));
    if (reached().meets(Assurance.TWO_FACTOR)) {
      methods.add("mfa");
    }
    return List.copyOf(methods);
  }

  /** These and one more of this kind, as if it had been proved. */
  Proofs assuming(FactorKind kind) {
    Assurance alone = STRONG.contains(kind) ? Assurance.PHISHING_RESISTANT : Assurance.PASSWORD;
    List<Given> more = new ArrayList<>(given);
    more.add(new Given(kind, List.of(), alone, false, null, null));
    return new Proofs(more);
  }
}
