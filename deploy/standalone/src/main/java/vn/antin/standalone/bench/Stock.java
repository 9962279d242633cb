package vn.antin.standalone.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What operations need at hand: live sessions, access tokens, refresh tokens. Shared by the threads
 * of a load; who takes a thing puts it, or what has become of it, back at the end, so all are used
 * in turn.
 */
final class Stock {
  private static final int LOGINS = 16;
  private static final int ACCESS_TOKENS = 200;

  private final Contestant contestant;
  private final Queue<Browser> sessions = new ConcurrentLinkedQueue<>();
  private final Queue<String> accessTokens = new ConcurrentLinkedQueue<>();
  private final Queue<String> refreshTokens = new ConcurrentLinkedQueue<>();

  Stock(Contestant contestant) {
    this.contestant = contestant;
    refreshTokens.addAll(contestant.seeds());
  }

  /** Makes sure of what this operation needs, outside the measured time. */
  void prepare(Operation operation) throws IOException {
    try (Client client = new Client(contestant.provider())) {
      switch (operation) {
        case CLIENT_CREDENTIALS, LOGIN -> {}
        case REFRESH -> {
          while (refreshTokens.size() < LOGINS) {
            logIn(client);
          }
        }
        case SSO -> {
          while (sessions.size() < LOGINS) {
            logIn(client);
          }
        }
        case INTROSPECTION, USERINFO -> renewAccessTokens(client);
      }
    }
  }

  /** Does the operation once. */
  void perform(Operation operation, Client client) throws IOException {
    switch (operation) {
      case CLIENT_CREDENTIALS -> client.clientCredentials();
      case REFRESH -> refreshTokens.add(client.refresh(taken(refreshTokens)).refresh());
      case INTROSPECTION -> {
        String token = taken(accessTokens);
        accessTokens.add(token);
        client.introspect(token);
      }
      case USERINFO -> {
        String token = taken(accessTokens);
        accessTokens.add(token);
        client.userInfo(token);
      }
      case LOGIN -> client.authorize(new Browser(), anyUser(), false);
      case SSO -> {
        Browser browser = taken(sessions);
        client.authorize(browser, 0, true);
        sessions.add(browser);
      }
    }
  }

  /** Access tokens live for minutes only: every measurement begins with new ones. */
  private void renewAccessTokens(Client client) throws IOException {
    accessTokens.clear();
    while (refreshTokens.size() < LOGINS) {
      logIn(client);
    }
    List<String> rotated = new ArrayList<>();
    while (rotated.size() < ACCESS_TOKENS && !refreshTokens.isEmpty()) {
      Client.Tokens tokens = client.refresh(taken(refreshTokens));
      accessTokens.add(tokens.access());
      rotated.add(tokens.refresh());
    }
    refreshTokens.addAll(rotated);
  }

  private void logIn(Client client) throws IOException {
    Browser browser = new Browser();
    Client.Tokens tokens = client.authorize(browser, anyUser(), false);
    sessions.add(browser);
    refreshTokens.add(tokens.refresh());
  }

  private int anyUser() {
    Provider provider = contestant.provider();
    return ThreadLocalRandom.current().nextInt(provider.firstUser(), provider.lastUser() + 1);
  }

  private static <T> T taken(Queue<T> queue) {
    T thing = queue.poll();
    if (thing == null) {
      throw new WrongAnswer("nothing left to ask with: earlier failures used it up");
    }
    return thing;
  }
}
