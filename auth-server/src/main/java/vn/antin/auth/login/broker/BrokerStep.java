package vn.antin.auth.login.broker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of the step shows.
 *
 * @param problem key of the message that says what went wrong; null before the first attempt
 * @param at the upstream where it did
 */
public record BrokerStep(String flow, List<Choice> choices, @Nullable String problem, String at) {
  public BrokerStep {
    choices = List.copyOf(choices);
  }

  /** An upstream: its short name, and the one that officials know. */
  public record Choice(String path, String name) {}
}
