package vn.antin.admin.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.upstream.Problem;

/**
 * The form for a new official, with what was filled in.
 *
 * @param nationalId whether one was filled in, which no page repeats
 * @param problem why none was made, if so
 */
public record NewPersonPage(
    String fullName,
    String username,
    String email,
    String telephone,
    String officialCode,
    boolean nationalId,
    PostForm post,
    @Nullable String problem,
    List<Problem.Fault> faults) {
  public NewPersonPage {
    faults = List.copyOf(faults);
  }
}
