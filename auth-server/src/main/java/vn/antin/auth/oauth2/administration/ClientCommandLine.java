package vn.antin.auth.oauth2.administration;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.registration.InitialTokens;
import vn.antin.auth.oauth2.registration.NewSecret;
import vn.antin.auth.web.House;

/** Says and does what the words of a command ask; whoever may run it may do everything. */
@Component
final class ClientCommandLine {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int MISUSED = 2;

  private static final Actor OPERATOR = new Actor.Operator();
  private static final int PAGE = 200;
  private static final Locale VI = Locale.of("vi");

  private final ClientAdministration administration;
  private final ClientViews views;
  private final String issuer;
  private final ResourceBundle words =
      ResourceBundle.getBundle(
          "client-command", Locale.getDefault().getLanguage().equals("vi") ? VI : Locale.ROOT);

  ClientCommandLine(ClientAdministration administration, ClientViews views, House house) {
    this.administration = administration;
    this.views = views;
    this.issuer = house.issuer().toString();
  }

  int run(String command, List<String> arguments, PrintStream out, PrintStream err) {
    try {
      return switch (command) {
        case "list" -> list(String.join(" ", arguments), out);
        case "show" -> arguments.size() == 1 ? show(arguments.getFirst(), out) : misused(err);
        case "create" -> arguments.size() >= 2 ? create(arguments, out, err) : misused(err);
        case "rotate-secret" ->
            arguments.size() == 1 || arguments.size() == 2 ? rotate(arguments, out) : misused(err);
        case "enable", "disable" ->
            arguments.size() == 1
                ? enable(arguments.getFirst(), command.equals("enable"), out)
                : misused(err);
        case "initial-token" -> arguments.size() <= 3 ? initialToken(arguments, out) : misused(err);
        default -> misused(err);
      };
    } catch (NumberFormatException e) {
      return misused(err);
    } catch (ClientProblem problem) {
      err.println(say("refused", String.valueOf(problem.getBody().getDetail())));
      problem.faults().forEach(fault -> err.println("  " + fault.member() + ": " + fault.detail()));
      return REFUSED;
    }
  }

  private int list(String query, PrintStream out) {
    String after = "";
    do {
      String from = after;
      ClientViews.Page page = administration.as(OPERATOR, () -> views.list(query, from, PAGE));
      page.items()
          .forEach(row ->
              out.printf(
                  Locale.ROOT,
                  "%-24s %-10s %-4s %s%n",
                  row.id(),
                  row.kind(),
                  say(row.enabled() ? "on" : "off"),
                  row.name()));
      after = page.next() == null ? "" : page.next();
    } while (!after.isEmpty());
    return DONE;
  }

  private int show(String id, PrintStream out) {
    ClientViews.Details details = administration.as(OPERATOR, () -> views.details(id));
    out.println("client_id: " + details.id());
    out.println(say("state", say(details.enabled() ? "on" : "off"), details.kind()));
    details
        .metadata()
        .forEach((member, value) -> {
          if (!member.equals("client_id")) {
            out.println(member + ": " + printable(value));
          }
        });
    details
        .secrets()
        .forEach(secret -> {
          out.println(
              secret.expiresAt() == null
                  ? say("secret-since", secret.createdAt())
                  : say("secret-until", secret.createdAt(), secret.expiresAt()));
        });
    return DONE;
  }

  /** What a client wrote of itself must not steer the terminal. */
  private static String printable(Object value) {
    return String.valueOf(value).replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  private int create(List<String> arguments, PrintStream out, PrintStream err) {
    Optional<ClientTemplate> template = ClientTemplate.of(arguments.getFirst());
    if (template.isEmpty()) {
      err.println(say("template", String.join(", ", ClientTemplate.titles())));
      return MISUSED;
    }
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("client_name", arguments.get(1));
    if (arguments.size() > 2) {
      metadata.put("redirect_uris", arguments.subList(2, arguments.size()));
    }
    ClientAdministration.Written written =
        administration.create(OPERATOR, null, template.get().with(metadata));
    NewSecret secret = written.secret();
    print(written, out);
    out.println();
    out.print(
        Snippet.of(
            template.get(), issuer, written.client(), secret == null ? "" : secret.reveal()));
    return DONE;
  }

  private int rotate(List<String> arguments, PrintStream out) {
    int days = arguments.size() == 2 ? Integer.parseInt(arguments.get(1)) : 1;
    if (days < 0 || days > ClientsController.LONGEST_OVERLAP_DAYS) {
      throw new NumberFormatException("expected 0 to 30");
    }
    print(administration.rotate(OPERATOR, arguments.getFirst(), Duration.ofDays(days)), out);
    return DONE;
  }

  private void print(ClientAdministration.Written written, PrintStream out) {
    out.println("client_id: " + written.client().id());
    NewSecret secret = written.secret();
    if (secret != null) {
      out.println("client_secret: " + secret.reveal());
      out.println(say("once"));
    }
  }

  private int enable(String id, boolean enabled, PrintStream out) {
    administration.enable(OPERATOR, id, enabled);
    out.println(id + ": " + say(enabled ? "on" : "off"));
    return DONE;
  }

  private int initialToken(List<String> arguments, PrintStream out) {
    int uses = arguments.isEmpty() ? 1 : Integer.parseInt(arguments.getFirst());
    int days = arguments.size() < 2 ? 7 : Integer.parseInt(arguments.get(1));
    InitialTokens.Made made =
        administration.createInitialToken(
            OPERATOR, arguments.size() < 3 ? "" : arguments.get(2), uses, Duration.ofDays(days));
    out.println(made.token());
    return DONE;
  }

  private int misused(PrintStream err) {
    err.println(say("usage", String.join(" | ", ClientTemplate.titles())));
    return MISUSED;
  }

  private String say(String key, Object... values) {
    return MessageFormat.format(words.getString(key), values);
  }
}
