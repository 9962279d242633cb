package vn.antin.admin.certificates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs so far, the latest first, and the forms for a new one.
 *
 * @param kind issue or renew, as was typed
 * @param unitCode as was typed
 * @param before day before which what is to be renewed ends
 * @param problem why no job was made; null for nothing
 */
public record JobsPage(
    List<Job> items, String kind, String unitCode, String before, @Nullable String problem) {
  public static final List<String> KINDS = List.of("issue", "renew");

  public JobsPage {
    items = List.copyOf(items);
  }
}
