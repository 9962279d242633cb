package vn.antin.admin.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.upstream.Problem;

/**
 * The form by which an official moves or comes back.
 *
 * @param act {@code move} or {@code rehire}
 * @param problem why it was not done, if so
 */
public record PostPage(
    Person person,
    String act,
    PostForm form,
    @Nullable String problem,
    List<Problem.Fault> faults) {
  public PostPage {
    faults = List.copyOf(faults);
  }
}
