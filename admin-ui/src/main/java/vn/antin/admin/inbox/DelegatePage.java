package vn.antin.admin.inbox;

import java.util.List;
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

  /** The address of the step. */
  public String path() {
    return "/inbox/" + step.id();
  }
}
