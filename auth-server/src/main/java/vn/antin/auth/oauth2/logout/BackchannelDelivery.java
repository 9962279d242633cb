package vn.antin.auth.oauth2.logout;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;
import vn.antin.auth.outbox.Attempt;
import vn.antin.auth.outbox.Delivery;
import vn.antin.auth.outbox.Message;
import vn.antin.auth.session.SessionId;

/**
 * Posts logout tokens (Back-Channel Logout §2.5). The token is made anew for each attempt, as it
 * lives two minutes.
 */
@Component
final class BackchannelDelivery implements Delivery {
  static final String KIND = "backchannel-logout";
  static final String URI_MEMBER = "backchannel_logout_uri";
  private static final int MOST_BYTES = 64 * 1024;

  private final Clients clients;
  private final LogoutTokens tokens;
  private final Outbound outbound;
  private final JsonMapper json;

  BackchannelDelivery(Clients clients, LogoutTokens tokens, Outbound outbound, JsonMapper json) {
    this.clients = clients;
    this.tokens = tokens;
    this.outbound = outbound;
    this.json = json;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String nameOf(String recipient) {
    return clients.find(recipient).map(Client::name).orElse(recipient);
  }

  @Override
  public Attempt deliver(Message message) {
    Client client = clients.find(message.recipient()).orElse(null);
    URI address = client == null ? null : client.metadata().uri(URI_MEMBER);
    if (client == null || address == null) {
      return new Attempt.Dead("the system is switched off or has no back-channel address any more");
    }
    JsonNode body = json.readTree(message.body());
    String token =
        tokens.mint(
            client,
            SessionId.of(body.path("sid").asString()),
            AccountId.of(body.path("account").asString()));
    // base64url and full stops need no encoding
    byte[] form = ("logout_token=" + token).getBytes(StandardCharsets.US_ASCII);
    return judge(
        outbound.post(address, "application/x-www-form-urlencoded", form, Map.of(), MOST_BYTES));
  }

  /** §2.8: 200, or 204 of frameworks that turn an empty 200 into it; 400 is a refusal. */
  private static Attempt judge(Answer answer) {
    return switch (answer) {
      case Answer.Ok ok ->
          ok.status() == 200 || ok.status() == 204
              ? new Attempt.Delivered()
              : new Attempt.Retry("expected status 200, found " + ok.status());
      case Answer.Refused(String reason) -> new Attempt.Dead(reason);
      case Answer.Failed(int status, String reason) when status == 200 -> new Attempt.Delivered();
      case Answer.Failed(int status, String reason) when status == 400 ->
          new Attempt.Dead("the system refused the logout token (status 400)");
      case Answer.Failed(int status, String reason) -> new Attempt.Retry(reason);
    };
  }
}
