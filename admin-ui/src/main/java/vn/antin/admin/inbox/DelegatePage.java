package vn.antin.admin.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handing a step on.
 *
 * @param receivers who may take it
 * @param official id of the one chosen
 * @param problem last part of the message key of what went wrong
 */
public record DelegatePage(
    Step step, List<Receiver> receivers, String official, String reason, @Nullable String problem) {
  public DelegatePage {
    receivers = List.copyOf(receivers);
  }

  /** Somebody who may take it. */
  public record Receiver(String id, String name) {}

  /** Those who may sign in the official's stead, each once, with the right by which. */
  static List<Receiver> stead(StepView step) {
    var byId = new LinkedHashMap<String, Receiver>();
    for (var each : step.stead()) {
      if (each.official() != null && each.official().id() != null) {
        var name = Objects.requireNonNullElse(each.official().name(), "–");
        byId.putIfAbsent(
            each.official().id(),
            new Receiver(
                each.official().id(), name + " (" + each.form() + ". " + each.title() + ")"));
      }
    }
    return List.copyOf(byId.values());
  }

  /** The address of the step. */
  public String path() {
    return "/inbox/" + step.id();
  }
}
