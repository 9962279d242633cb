package vn.antin.admin.outcomes;

import org.jspecify.annotations.Nullable;

/**
 * One of them.
 *
 * @param mayDecide whether the reader may be one who decides; signing-service has the last word
 * @param own whether the reader approved it
 * @param typed the reason as it was typed
 * @param chosen which decision was tried
 * @param limit the largest file taken
 * @param done what was just decided; null for nothing
 * @param problem why it was not decided; null for nothing
 */
public record OutcomePage(
    Outcome outcome,
    boolean mayDecide,
    boolean own,
    String typed,
    String chosen,
    long limit,
    @Nullable String done,
    @Nullable String problem) {
  public String path() {
    return outcome.line().page();
  }

  public boolean wrong(String field, String form) {
    return field.equals(problem) && form.equals(chosen);
  }
}
