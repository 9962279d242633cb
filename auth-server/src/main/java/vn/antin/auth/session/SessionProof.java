package vn.antin.auth.session;

import java.util.List;

/**
 * What a session rests on.
 *
 * @param methods how the official has proved who they are (RFC 8176)
 * @param assurance how strong that is
 * @param anew whether all of it was proved just now, and nothing taken over from the session that
 *     the browser holds: only then does the time of the login ({@code auth_time}) move
 */
public record SessionProof(List<String> methods, Assurance assurance, boolean anew) {
  public SessionProof {
    methods = List.copyOf(methods);
  }
}
