package vn.antin.admin.tokens;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All tokens.
 *
 * @param keys how many keys there are, by where they live: resident or wrapped
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TokensPage(List<Token> items, Map<String, Long> keys) {
  public TokensPage {
    items = List.copyOf(Objects.requireNonNullElse(items, List.of()));
    keys = Map.copyOf(Objects.requireNonNullElse(keys, Map.of()));
  }

  public long resident() {
    return keys.getOrDefault("resident", 0L);
  }

  public long wrapped() {
    return keys.getOrDefault("wrapped", 0L);
  }

  /** Whether all of them answer. */
  public boolean well() {
    return items.stream().allMatch(Token::well);
  }

  /**
   * One token.
   *
   * @param state well, opening or away
   * @param reason why it is away, in the operator's words
   * @param perSecond signatures per second over the last minute
   * @param overdue calls that have not returned in time
   * @param unwrapped copies of wrapped keys that it keeps now
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Token(
      @Nullable String name,
      @Nullable String state,
      @Nullable String reason,
      double perSecond,
      long signed,
      long refused,
      long unknown,
      int overdue,
      int unwrapped,
      @Nullable Capabilities can) {
    public boolean well() {
      return "well".equals(state);
    }

    /** The badge's class. */
    public String mark() {
      return well() ? "ok" : "opening".equals(state) ? "warn" : "bad";
    }
  }

  /** What it can do, as was found out when it was opened. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Capabilities(
      @Nullable String manufacturer,
      @Nullable String model,
      @Nullable String serialNumber,
      List<String> keys,
      List<String> algorithms,
      List<String> mechanisms,
      @Nullable String wrapping,
      List<String> masterKeys) {
    public Capabilities {
      keys = List.copyOf(Objects.requireNonNullElse(keys, List.of()));
      algorithms = List.copyOf(Objects.requireNonNullElse(algorithms, List.of()));
      mechanisms = List.copyOf(Objects.requireNonNullElse(mechanisms, List.of()));
      masterKeys = List.copyOf(Objects.requireNonNullElse(masterKeys, List.of()));
    }
  }
}
