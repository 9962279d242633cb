package vn.antin.admin.enrolment;

import vn.antin.admin.upstream.Problem;

/**
 * A certificate that names its holder otherwise than the holder is named here: whoever brings it
 * has to say that it is theirs.
 *
 * @param action where the form goes
 * @param back page to leave to
 * @param holder name of the holder here
 * @param subject the certificate's, as a distinguished name (RFC 4514)
 * @param certificates as they were sent
 */
public record SubjectPage(
    String action, String back, String holder, String subject, String certificates) {
  static SubjectPage of(
      String action, String back, String holder, Problem problem, String certificates) {
    return new SubjectPage(
        action, back, holder, problem.facts().getOrDefault("subject", ""), certificates);
  }
}
