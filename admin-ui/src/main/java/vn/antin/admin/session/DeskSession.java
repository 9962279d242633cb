package vn.antin.admin.session;

import java.util.Set;
import java.util.UUID;

/**
 * An official's session, without its tokens.
 *
 * @param subject the official's account id at the auth-server
 * @param administrator whether the official administers any unit, as of the last refresh
 * @param waiting how many signing requests waited when signing-service was last asked
 * @param roles of an administrator that the official holds over any unit, as of the last refresh
 */
public record DeskSession(
    UUID id,
    String subject,
    String username,
    String displayName,
    boolean administrator,
    long waiting,
    Set<String> roles) {
  public DeskSession {
    roles = Set.copyOf(roles);
  }

  /** Whether the official sees other officials: as an administrator or at the help desk. */
  public boolean seesPeople() {
    return administrator || roles.contains("help-desk");
  }

  /** Whether the official reads the audit log. */
  public boolean readsAudit() {
    return roles.contains("auditor") || roles.contains("security-administrator");
  }

  DeskSession with(Set<String> held) {
    return new DeskSession(id, subject, username, displayName, administrator, waiting, held);
  }
}
