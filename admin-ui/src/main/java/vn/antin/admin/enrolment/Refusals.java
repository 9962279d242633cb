package vn.antin.admin.enrolment;

import java.util.Set;
import vn.antin.admin.upstream.Problem;

/** What a page of this package explains although it is the service's own trouble. */
final class Refusals {
  private static final Set<String> OWN =
      Set.of(
          "people-stale", "busy", "token-unreachable", "storage-unreachable", "authority-absent");

  private Refusals() {}

  static boolean explained(Problem problem) {
    return OWN.contains(problem.name());
  }
}
