package vn.antin.auth.oauth2.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

/** A system that receives events. */
record SignalReceiver(Protocol protocol, Client client, String token) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String CALLBACK = "http://localhost:9996/cb";

  static SignalReceiver register(Protocol protocol, TestClients clients) {
    return register(protocol, clients, Map.of());
  }

  static SignalReceiver register(
      Protocol protocol, TestClients clients, Map<String, Object> metadata) {
    String id = "receiver-" + UUID.randomUUID().toString().substring(0, 8);
    Client client =
        clients.register(
            Client.builder(id, "Hệ thống " + id)
                .kind(ClientKind.REGISTERED)
                .authentication(
                    ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(id + "-secret"))
                .redirectUris(Set.of(CALLBACK))
                .grantTypes(Set.of("authorization_code", "refresh_token", "client_credentials"))
                .scopes(Set.of("openid", "email", "ssf.manage", "ssf.read"))
                .firstParty(true)
                .metadata(new ClientMetadata(metadata))
                .build());
    return new SignalReceiver(protocol, client, "").with("ssf.manage");
  }

  /** The same with a token of this scope alone. */
  SignalReceiver with(String scope) {
    Answer answer =
        protocol.token(client.id(), Map.of("grant_type", "client_credentials", "scope", scope));
    return new SignalReceiver(protocol, client, answer.text("access_token"));
  }

  /** Logs the official of this browser in to the receiver. */
  Answer enter(Browser browser) {
    return enter(browser, "openid email");
  }

  Answer enter(Browser browser, String scope) {
    Map<String, String> request =
        Protocol.with(Protocol.request(client.id(), CALLBACK), "scope", scope);
    return protocol.token(
        client.id(),
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            protocol.authorize(browser, request).parameter("code"),
            "redirect_uri",
            CALLBACK,
            "code_verifier",
            Protocol.VERIFIER));
  }

  String newStream(String body) {
    Answer created = call("POST", "/api/ssf/streams", body);
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    return created.text("stream_id");
  }

  Answer status(String stream, String status) {
    return call(
        "POST",
        "/api/ssf/status",
        "{\"stream_id\": \"%s\", \"status\": \"%s\", \"reason\": \"test\"}"
            .formatted(stream, status));
  }

  Answer poll(String stream, String body) {
    return call("POST", "/api/ssf/poll/" + stream, body);
  }

  /** The one event that waits. */
  SignedJWT pollOne(String stream) {
    JsonNode sets = poll(stream, "{\"returnImmediately\": true}").json().path("sets");
    assertThat(sets.size()).isEqualTo(1);
    try {
      return SignedJWT.parse(sets.valueStream().findFirst().orElseThrow().asString());
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  Answer call(String method, String path, @Nullable String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(protocol.issuer() + path))
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return new Answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
