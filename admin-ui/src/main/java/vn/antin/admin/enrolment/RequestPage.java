package vn.antin.admin.enrolment;

import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param certificates the answer as it was sent, when it was refused; empty otherwise
 * @param done what was just done; null for nothing
 * @param problem why something was not done; null for nothing
 */
public record RequestPage(
    Request of, String certificates, @Nullable String done, @Nullable String problem) {
  public String path() {
    return "/certificates/requests/" + of.id();
  }
}
