package vn.antin.auth.session;

import java.util.List;
import java.util.Set;

/**
 * What a session rests on.
 *
 * @param methods how the official has proved who they are (RFC 8176)
 * @param factors with which kinds of factors, by the names that policies use
 * @param assurance how strong that is
 * @param anew whether all of it was proved just now, and nothing taken over from the session that
 *     the browser holds: only then does the time of the login ({@code auth_time}) move
 */
public record SessionProof(
    List<String> methods, Set<String> factors, Assurance assurance, boolean anew) {
  public SessionProof {
    methods = List.copyOf(methods);
    factors = Set.copyOf(factors);
  }
}
