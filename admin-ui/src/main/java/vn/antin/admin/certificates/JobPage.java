package vn.antin.admin.certificates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job.
 *
 * @param state of the rows that are shown; empty for all
 * @param more address of the next rows, if there are any
 */
public record JobPage(
    Job of,
    String state,
    List<Job.Row> rows,
    @Nullable String more,
    @Nullable String done,
    @Nullable String problem) {
  public JobPage {
    rows = List.copyOf(rows);
  }
}
