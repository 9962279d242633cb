package vn.antin.admin.applications;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.upstream.Problem;

/**
 * The form for a new application, with what was filled in.
 *
 * @param problem why none was made, if so
 */
public record NewApplicationPage(
    String template,
    String id,
    String name,
    String url,
    String redirectUris,
    @Nullable String problem,
    List<Problem.Fault> faults) {
  static final List<String> TEMPLATES =
      List.of("spring", "mod-auth-openidc", "wordpress", "native-app", "machine");

  public NewApplicationPage {
    faults = List.copyOf(faults);
  }

  public List<String> templates() {
    return TEMPLATES;
  }

  /** Whether officials log in to it; a machine works for itself. */
  public boolean login() {
    return !template.equals("machine");
  }
}
