package vn.antin.signing.key;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.Token;
import vn.antin.signing.web.Caller;

/** How the tokens do, for administrators. Nothing here names an official. */
@RestController
final class TokenEndpoint {
  /**
   * One token.
   *
   * @param state {@code well}, {@code opening} or {@code away}
   * @param reason why it is away
   * @param perSecond signatures per second over the last minute
   * @param overdue calls that have not returned in time
   * @param unwrapped copies of wrapped keys that it keeps now
   */
  record TokenView(
      String name,
      String state,
      @Nullable String reason,
      double perSecond,
      long signed,
      long refused,
      long unknown,
      int overdue,
      int unwrapped,
      @Nullable Capabilities can) {}

  /** What it can do, as was found out when it was opened. */
  record Capabilities(
      String manufacturer,
      String model,
      String serialNumber,
      List<String> keys,
      List<String> algorithms,
      List<String> mechanisms,
      @Nullable String wrapping,
      List<String> masterKeys) {}

  record TokenList(List<TokenView> items, Map<String, Long> keys) {}

  private final Tokens tokens;
  private final KeyRepository repository;

  TokenEndpoint(Tokens tokens, KeyRepository repository) {
    this.tokens = tokens;
    this.repository = repository;
  }

  @GetMapping("/tokens")
  TokenList tokens(Caller.Person caller) {
    caller.requireAdministrator();
    return new TokenList(
        tokens.all().stream().map(TokenEndpoint::view).toList(), repository.counts());
  }

  private static TokenView view(HeldToken token) {
    var open = token.opened();
    var fault = token.fault();
    return new TokenView(
        token.name(),
        fault.isPresent() ? "away" : open.isPresent() ? "well" : "opening",
        fault.orElse(null),
        Math.round(token.perSecond() * 10) / 10.0,
        token.signed(),
        token.refused(),
        token.unknown(),
        open.map(each -> each.status().overdue()).orElse(0),
        open.map(Token::held).orElse(0),
        open.map(TokenEndpoint::capabilities).orElse(null));
  }

  private static Capabilities capabilities(Token token) {
    var can = token.capabilities();
    return new Capabilities(
        can.manufacturer(),
        can.model(),
        can.serialNumber(),
        sorted(can.kinds().stream().map(KeyKind::code)),
        sorted(can.algorithms().stream().map(Enum::name)),
        can.mechanisms(),
        can.wrapping() == null ? null : can.wrapping().name(),
        can.masters());
  }

  private static List<String> sorted(Stream<String> words) {
    return words.sorted().toList();
  }
}
