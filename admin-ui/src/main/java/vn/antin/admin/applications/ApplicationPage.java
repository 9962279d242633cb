package vn.antin.admin.applications;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.upstream.Problem;

/**
 * One application.
 *
 * @param done what has just been done, if anything
 * @param problem why it was not done, if it was not
 * @param faults what is wrong, member by member
 */
public record ApplicationPage(
    Application application,
    @Nullable String done,
    @Nullable String problem,
    List<Problem.Fault> faults) {
  public ApplicationPage {
    faults = List.copyOf(faults);
  }
}
