package vn.antin.admin.inbox;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.SubjectName;

/** What was ticked, group by group, when it cannot be approved all at once. */
public record GroupsPage(List<Group> groups) {
  public GroupsPage {
    groups = List.copyOf(groups);
  }

  /** Steps that can be approved together. */
  public record Group(String certificate, @Nullable String application, List<String> steps) {
    public Group {
      steps = List.copyOf(steps);
    }
  }

  /** The largest group first. */
  static GroupsPage of(Problem problem) {
    return new GroupsPage(
        problem.groups().stream()
            .map(group ->
                new Group(
                    SubjectName.commonName(group.subject()),
                    group.application(),
                    Objects.requireNonNullElse(group.steps(), List.of())))
            .sorted(Comparator.comparingInt(group -> -group.steps().size()))
            .toList());
  }
}
