package vn.antin.auth.login;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.Assurance;

/**
 * A login in progress.
 *
 * @param continueTo the parked request: a path with query on this server
 * @param clientId the application that asked, when one did
 * @param locale the language the application wished for
 * @param hint who the application expects to log in
 * @param fresh whether a new proof is wanted even from a browser that holds a session
 * @param consumed whether it has led to its end already
 * @param account whose it is, once that is known
 * @param bound whether no other account may log in here
 * @param proofs what has been proved so far
 * @param wanted levels of which the login has to reach one; empty when policy alone decides
 * @param counter whether it happens at a shared computer
 * @param remember whether this browser shall stand in for the second factor; null until answered
 * @param reminded whether the official has seen that a factor will be demanded soon
 */
record LoginFlow(
    String id,
    String continueTo,
    @Nullable String clientId,
    @Nullable Locale locale,
    @Nullable String hint,
    boolean fresh,
    boolean consumed,
    @Nullable AccountId account,
    boolean bound,
    Proofs proofs,
    List<String> wanted,
    boolean counter,
    @Nullable Boolean remember,
    boolean reminded) {
  LoginFlow {
    wanted = List.copyOf(wanted);
  }

  /** The weakest level that satisfies whoever began this login. */
  Optional<Assurance> demanded() {
    return wanted.stream().flatMap(value -> Assurance.of(value).stream()).sorted().findFirst();
  }
}
