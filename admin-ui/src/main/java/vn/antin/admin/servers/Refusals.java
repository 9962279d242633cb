package vn.antin.admin.servers;

import java.util.Set;
import vn.antin.admin.session.Callers;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;

/** What a page of this package explains although it is the service's own trouble. */
final class Refusals {
  private static final Set<String> OWN = Set.of("people-stale", "busy", "storage-unreachable");

  private Refusals() {}

  static <T> Problem explained(Callers callers, Answer.Refused<T> refused) {
    if (!OWN.contains(refused.problem().name())) {
      callers.checked(refused);
    }
    return refused.problem();
  }
}
