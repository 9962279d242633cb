package vn.antin.auth.oauth2.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.auth.Browser;
import vn.antin.auth.FreePort;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientBuilder;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.web.TestCertificates;

/** Clients that prove themselves by a certificate (RFC 8705 §2), over real mutual TLS. */
final class CertificateClientTest {
  private static final TestCertificates AUTHORITY = TestCertificates.authority("Test CA");
  private static final String DN = "CN=Hệ thống, OU=IT, O=Sở TTTT, C=VN";

  @TempDir private static Path folder;
  private static @Nullable TestServer server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    AUTHORITY.issue("CN=localhost", TestCertificates.dns("localhost")).write(folder, "server");
    Files.writeString(folder.resolve("trust.pem"), AUTHORITY.pem(false));
    port = FreePort.find();
    server =
        TestServer.start(
            TestDatabase.create(),
            "spring.ssl.bundle.pem.server.keystore.certificate=" + folder.resolve("server.crt"),
            "spring.ssl.bundle.pem.server.keystore.private-key=" + folder.resolve("server.key"),
            "antin.mtls.bundle=server",
            "antin.mtls.port=" + port,
            "antin.mtls.trust=" + folder.resolve("trust.pem"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void certificateOfATrustedAuthorityProvesTheRegisteredSubject() {
    pki("by-dn", "tls_client_auth_subject_dn", DN);
    believed("by-dn", AUTHORITY.issue(DN));
    refused("by-dn", AUTHORITY.issue("CN=Other, C=VN"));
    pki("by-case", "tls_client_auth_subject_dn", "cn=hệ thống,ou=it,o=Sở  TTTT,c=vn");
    believed("by-case", AUTHORITY.issue(DN));
    pki("by-dns", "tls_client_auth_san_dns", "App.Example.VN");
    believed("by-dns", AUTHORITY.issue("CN=x", TestCertificates.dns("app.example.vn")));
    refused("by-dns", AUTHORITY.issue("CN=app.example.vn"));
    pki("by-uri", "tls_client_auth_san_uri", "urn:app:1");
    GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, "urn:app:1");
    believed("by-uri", AUTHORITY.issue("CN=x", uri));
    pki("by-ip", "tls_client_auth_san_ip", "2001:DB8::1");
    believed(
        "by-ip", AUTHORITY.issue("CN=x", new GeneralName(GeneralName.iPAddress, "2001:db8::1")));
    pki("by-mail", "tls_client_auth_san_email", "app@example.vn");
    believed(
        "by-mail",
        AUTHORITY.issue("CN=x", new GeneralName(GeneralName.rfc822Name, "app@example.vn")));
  }

  @Test
  void subjectHasToBeRegisteredInExactlyOneWay() {
    pki("by-none", "client_uri", "https://app.example");
    refused("by-none", AUTHORITY.issue("CN=x"));
    register(
        client("by-two", ClientAuthentication.TLS_CLIENT_AUTH)
            .metadata(
                new ClientMetadata(
                    Map.of("tls_client_auth_subject_dn", "CN=x", "tls_client_auth_san_dns", "y"))));
    refused("by-two", AUTHORITY.issue("CN=x", TestCertificates.dns("y")));
  }

  @Test
  void expiredOrForeignCertificateIsRefused() {
    pki("strict", "tls_client_auth_subject_dn", "CN=strict");
    believed("strict", AUTHORITY.issue("CN=strict"));
    refused("strict", TestCertificates.expired("CN=strict", AUTHORITY));
    refused("strict", TestCertificates.selfSigned("CN=strict"));
    refused("strict", TestCertificates.authority("Test CA").issue("CN=strict"));
    refused("strict", AUTHORITY.issue("CN=not-an-authority").issue("CN=strict"));
    refused("strict", null);
  }

  @Test
  void selfSignedCertificateIsOneOfTheRegistered() throws Exception {
    TestCertificates own = TestCertificates.selfSigned("CN=own");
    self("self", JWK.parse(own.certificate()));
    believed("self", own);
    refused("self", TestCertificates.selfSigned("CN=own"));
    refused("self", null);
    self("self-bare", bare(own));
    believed("self-bare", own);
    TestCertificates late = TestCertificates.expired("CN=own", null);
    self("self-late", bare(late));
    refused("self-late", late);
  }

  @Test
  void certificateIsNoProofOfAClientThatRegisteredAnotherWay() throws Exception {
    register(
        client("keyed", ClientAuthentication.PRIVATE_KEY_JWT)
            .keys(new ClientKeys.Inline(new JWKSet(bare(AUTHORITY)))));
    refused("keyed", AUTHORITY.issue("CN=keyed"));
  }

  @Test
  void fapiClientMayProveItselfByACertificate() {
    register(
        client("fapi", ClientAuthentication.TLS_CLIENT_AUTH)
            .profile(ClientProfile.FAPI2_SECURITY)
            .metadata(new ClientMetadata(Map.of("tls_client_auth_subject_dn", "CN=fapi"))));
    assertThat(token("fapi", AUTHORITY.issue("CN=fapi")).text("error"))
        .isNotEqualTo("invalid_client");
  }

  @Test
  void metadataOffersCertificates() throws Exception {
    String metadata =
        new Browser(running().origin()).get("/.well-known/openid-configuration").body();
    assertThat(metadata)
        .contains(
            "\"tls_client_auth\"", "\"self_signed_tls_client_auth\"", "https://localhost:" + port);
  }

  private static TestServer running() {
    return Objects.requireNonNull(server);
  }

  private static void pki(String id, String member, String value) {
    register(
        client(id, ClientAuthentication.TLS_CLIENT_AUTH)
            .metadata(new ClientMetadata(Map.of(member, value))));
  }

  private static void self(String id, JWK key) {
    register(
        client(id, ClientAuthentication.SELF_SIGNED_TLS_CLIENT_AUTH)
            .keys(new ClientKeys.Inline(new JWKSet(List.of(key)))));
  }

  private static JWK bare(TestCertificates shown) throws JOSEException {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) shown.certificate().getPublicKey())
        .keyIDFromThumbprint()
        .build();
  }

  private static ClientBuilder client(String id, ClientAuthentication method) {
    return Client.builder(id, id)
        .authentication(method)
        .grantTypes(Set.of("client_credentials"))
        .scopes(Set.of("service"));
  }

  private static void register(ClientBuilder client) {
    TestClients.of(running()).register(client.build());
  }

  private static void believed(String client, TestCertificates shown) {
    Answer answer = token(client, shown);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  private static void refused(String client, @Nullable TestCertificates shown) {
    Answer answer = token(client, shown);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("error")).isEqualTo("invalid_client");
  }

  private static Answer token(String client, @Nullable TestCertificates shown) {
    String form = Protocol.form(Map.of("grant_type", "client_credentials", "client_id", client));
    try (HttpClient http = HttpClient.newBuilder().sslContext(AUTHORITY.client(shown)).build()) {
      return new Answer(
          http.send(
              HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/oauth2/token"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
