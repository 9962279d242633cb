package vn.antin.auth.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page about passwords for systems shows.
 *
 * @param bindName how a system names the official when it binds
 * @param fresh the password just made, shown this once; null otherwise
 * @param problem key of the message that says what went wrong; null otherwise
 */
public record ApplicationPasswordPage(
    List<MadePassword> made, String bindName, @Nullable String fresh, @Nullable String problem) {
  public ApplicationPasswordPage {
    made = List.copyOf(made);
  }

  @Override
  public String toString() {
    return "ApplicationPasswordPage";
  }
}
