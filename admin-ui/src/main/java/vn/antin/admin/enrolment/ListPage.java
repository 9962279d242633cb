package vn.antin.admin.enrolment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bringing the list of an outside authority.
 *
 * @param largest bytes that a file may have
 * @param directory servers of the directory that is read instead; none when there is no such
 * @param problem why it was not taken; null for nothing
 * @param row of the list where that was found, as a spreadsheet counts; null when it is not told
 */
public record ListPage(
    long largest, List<String> directory, @Nullable String problem, @Nullable String row) {
  public ListPage {
    directory = List.copyOf(directory);
  }

  /** The directory that a list can be read from. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Directory(@Nullable List<String> servers) {}
}
