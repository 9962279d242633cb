package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.with;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.TestClients;

/** Request objects by reference (OpenID Connect Core §6.2), from a client on this machine. */
@OAuth2Test
final class RequestReferenceTest {
  private final Protocol protocol;
  private final TestClients clients;
  private final HttpServer application;
  private volatile String served = "";

  @Autowired
  RequestReferenceTest(Protocol protocol, TestClients clients) throws Exception {
    this.protocol = protocol;
    this.clients = clients;
    this.application =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    application.createContext(
        "/request.jwt",
        exchange -> {
          byte[] body = served.getBytes(StandardCharsets.US_ASCII);
          exchange.getResponseHeaders().add("Content-Type", "application/oauth-authz-req+jwt");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    application.start();
  }

  @AfterEach
  void stop() {
    application.stop(0);
  }

  @Test
  void objectIsFetchedFromARegisteredAddressAndJudgedAsAnyOther() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("by-reference").generate();
    String address = "http://127.0.0.1:" + application.getAddress().getPort() + "/request.jwt";
    Client client =
        clients.register(
            SystemFromOutside.with(Map.of("request_uris", List.of(address)))
                .firstParty(true)
                .keys(new ClientKeys.Inline(new JWKSet(key)))
                .build());
    Map<String, String> request =
        with(SystemFromOutside.request(client), "request_uri", address + "#version-1");

    served = signed(client, key, "from-the-object");
    assertThat(protocol.authorize(protocol.newOfficial().browser(), request).parameters())
        .containsKey("code")
        .containsEntry("state", "from-the-object");

    served = signed(client, new ECKeyGenerator(Curve.P_256).generate(), "forged");
    assertThat(protocol.authorize(protocol.newOfficial().browser(), request).parameters())
        .containsEntry("error", "invalid_request_object");

    served = "x".repeat(70_000);
    assertThat(protocol.authorize(protocol.newOfficial().browser(), request).parameters())
        .containsEntry("error", "invalid_request_uri");

    assertThat(
            protocol
                .authorize(
                    protocol.newOfficial().browser(),
                    with(request, "request_uri", address.replace("request.jwt", "other.jwt")))
                .parameters())
        .containsEntry("error", "invalid_request_uri");
  }

  private String signed(Client client, ECKey key, String state) throws Exception {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder().issuer(client.id()).audience(protocol.issuer());
    with(SystemFromOutside.request(client), "state", state).forEach(claims::claim);
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            claims.build());
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }
}
