package vn.antin.admin.reorganisations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages about reorganisations show. */
public final class Pages {
  private Pages() {}

  /**
   * All plans, and what units that ended have left to do.
   *
   * @param problem the key of why a new plan was not kept, if it was not
   */
  public record Overview(
      List<Plan> plans,
      @Nullable String more,
      List<InFlight> inFlight,
      List<InFlight.SealRequest> seals,
      @Nullable String done,
      @Nullable String problem) {
    public Overview {
      plans = List.copyOf(plans);
      inFlight = List.copyOf(inFlight);
      seals = List.copyOf(seals);
    }
  }

  /**
   * One plan.
   *
   * @param adding the kind of step whose form is open
   * @param difference what a rehearsal changed; null when none was asked for
   * @param inFlight documents under way for the seals that would stop
   * @param problem the key of why something was not done, if it was not
   * @param detail which step or field it is about
   */
  public record One(
      Plan plan,
      String adding,
      @Nullable Difference difference,
      List<InFlight> inFlight,
      @Nullable String done,
      @Nullable String problem,
      @Nullable String detail) {
    private static final List<String> STEPS =
        List.of("merge", "split", "create", "move", "rename", "transfer", "dissolve");
    private static final List<String> KINDS =
        List.of(
            "commune",
            "department",
            "division",
            "centre",
            "board",
            "council",
            "party-body",
            "association",
            "school",
            "hospital",
            "province",
            "other");

    public One {
      inFlight = List.copyOf(inFlight);
    }

    public List<String> stepKinds() {
      return STEPS;
    }

    public List<String> unitKinds() {
      return KINDS;
    }
  }
}
