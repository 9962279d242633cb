package vn.antin.auth.oauth2.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.auth.key.TokenAlgorithm;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.jose.JoseMetadata;

final class ClientRulesTest {
  private static final String CIBA = "urn:openid:params:grant-type:ciba";
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private SectorDocuments.Result sector = new SectorDocuments.Unreadable("nothing there");
  private final ClientRules rules =
      new ClientRules(
          new SectorRules(address -> sector),
          new RegistrationProperties(
              RegistrationProperties.Mode.OPEN,
              List.of("openid", "profile", "email"),
              20,
              Duration.ofHours(1),
              1000,
              Duration.ofHours(24)),
          new JoseMetadata(
              Set.of(
                  TokenAlgorithm.ES256,
                  TokenAlgorithm.RS256,
                  TokenAlgorithm.PS256,
                  TokenAlgorithm.EDDSA)));

  @Test
  void defaultsAreThoseOfOpenIdConnectRegistration() {
    ClientDescription client = accepted(TestMetadata.web());
    assertThat(client.authentication()).isEqualTo(ClientAuthentication.CLIENT_SECRET_BASIC);
    assertThat(client.grantTypes()).containsExactly("authorization_code");
    assertThat(client.scopes()).containsExactlyInAnyOrder("openid", "profile", "email");
    assertThat(client.metadata().text("id_token_signed_response_alg")).isEqualTo("RS256");
    assertThat(client.requirePkce()).isFalse();
    assertThat(client.firstParty()).isFalse();
    assertThat(client.profile()).isEqualTo(ClientProfile.STANDARD);
  }

  @Test
  void publicClientNeedsPkceAndHasNoPowerOfItsOwn() {
    assertThat(accepted(TestMetadata.web("token_endpoint_auth_method", "none")).requirePkce())
        .isTrue();
    for (String grant : List.of("client_credentials", CIBA)) {
      assertThat(
              members(
                  TestMetadata.web(
                      "token_endpoint_auth_method",
                      "none",
                      "grant_types",
                      List.of("authorization_code", grant),
                      "backchannel_token_delivery_mode",
                      "poll")))
          .contains("grant_types");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://motcua.example.vn/cb",
        "https://motcua.example.vn/cb#fragment",
        "https://*.example.vn/cb",
        "https://motcua.example.vn/*",
        "https://user:word@motcua.example.vn/cb",
        "https://motcua.example.vn/a/../cb",
        "https:///cb",
        "https://motcua.example.vn\\@evil.example/cb",
        "https://motcua.example.vn/c b",
        "https://motcua.example.vn/cb\u0000",
        "https://mộtcửa.example.vn/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "motcua:/cb",
        "vn.example.motcua:/cb",
        "http://localhost:8080/cb",
        "/cb",
        ""
      })
  void redirectUriIsAnExactHttpsAddress(String uri) {
    assertThat(faults(TestMetadata.web("redirect_uris", List.of(uri)))).isNotEmpty();
    assertThat(faults(TestMetadata.web("post_logout_redirect_uris", List.of(uri)))).isNotEmpty();
  }

  @Test
  void redirectFaultsHaveTheirOwnErrorAndComeFirst() {
    assertThat(
            faults(
                    TestMetadata.web(
                        "default_max_age", -1, "redirect_uris", List.of("http://a.example/cb")))
                .getFirst()
                .error())
        .isEqualTo("invalid_redirect_uri");
    assertThat(faults(TestMetadata.web("redirect_uris", null)).getFirst().error())
        .isEqualTo("invalid_redirect_uri");
  }

  @Test
  void nativeApplicationMayUseItsOwnMachineOrAReversedDomainName() {
    List<String> uris =
        List.of(
            "http://127.0.0.1/cb",
            "http://[::1]:8/cb",
            "http://localhost:5000/cb",
            "vn.example.motcua:/cb",
            "https://motcua.example.vn/cb");
    assertThat(
            accepted(TestMetadata.web("application_type", "native", "redirect_uris", uris))
                .redirectUris())
        .containsExactlyInAnyOrderElementsOf(uris);
    assertThat(
            members(
                TestMetadata.web(
                    "application_type", "native", "redirect_uris", List.of("http://10.0.0.1/cb"))))
        .containsExactly("redirect_uris");
  }

  @Test
  void administratorMayRegisterTheOwnMachineAndGrantsThatReachFurther() {
    Map<String, Object> document =
        TestMetadata.web(
            "redirect_uris",
            List.of("http://localhost:8080/cb"),
            "grant_types",
            List.of("authorization_code", EXCHANGE),
            "scope",
            "openid records.read",
            "antin_first_party",
            true,
            "client_uri",
            "https://motcua.example.vn/");
    ClientDescription client = accepted(document, ClientKind.REGISTERED);
    assertThat(client.scopes()).containsExactlyInAnyOrder("openid", "records.read");
    assertThat(client.requirePkce()).isTrue();
    assertThat(client.firstParty()).isTrue();
    assertThat(client.url()).isEqualTo("https://motcua.example.vn/");
    assertThat(client.metadata().text("id_token_signed_response_alg")).isNull();
    assertThat(members(document)).contains("redirect_uris", "grant_types");
  }

  @Test
  void unvettedClientGetsNeitherPowerNorScopesBeyondTheOffer() {
    ClientDescription client =
        accepted(
            TestMetadata.web(
                "scope",
                "openid admin people.read",
                "antin_first_party",
                true,
                "antin_may_introspect",
                true,
                "client_uri",
                "https://motcua.example.vn/"));
    assertThat(client.scopes()).containsExactly("openid");
    assertThat(client.firstParty()).isFalse();
    assertThat(client.mayIntrospect()).isFalse();
    assertThat(client.url()).isNull();
    assertThat(client.metadata().text("client_uri")).isEqualTo("https://motcua.example.vn/");
  }

  @Test
  void grantAndResponseTypesFitTogether() {
    assertThat(members(TestMetadata.web("response_types", List.of("code id_token"))))
        .containsExactly("response_types");
    assertThat(members(TestMetadata.web("response_types", List.of("token"))))
        .containsExactly("response_types");
    assertThat(members(TestMetadata.web("grant_types", List.of("implicit"))))
        .containsExactly("grant_types");
    assertThat(members(TestMetadata.web("grant_types", List.of("password"))))
        .containsExactly("grant_types");
    assertThat(
            members(
                TestMetadata.web(
                    "grant_types",
                    List.of("client_credentials"),
                    "response_types",
                    List.of("code"))))
        .containsExactly("response_types");
    assertThat(
            members(
                TestMetadata.web("grant_types", List.of("client_credentials", "refresh_token"))))
        .containsExactly("grant_types");
    assertThat(
            accepted(
                    TestMetadata.web(
                        "grant_types", List.of("client_credentials"), "redirect_uris", null))
                .redirectUris())
        .isEmpty();
  }

  @Test
  void keysStandInOnePlaceAndArePublicAndStrong() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
    Map<String, Object> jwks = new JWKSet(key.toPublicJWK()).toJSONObject();
    Map<String, Object> strong =
        TestMetadata.web("token_endpoint_auth_method", "private_key_jwt", "jwks", jwks);
    assertThat(accepted(strong).keys()).isInstanceOf(ClientKeys.Inline.class);
    assertThat(members(TestMetadata.with(strong, "jwks_uri", "https://motcua.example.vn/keys")))
        .contains("jwks");
    assertThat(members(TestMetadata.with(strong, "jwks", null))).containsExactly("jwks");
    for (Map<String, Object> bad :
        List.of(
            new JWKSet(key).toJSONObject(false),
            new JWKSet(new OctetSequenceKeyGenerator(256).generate()).toJSONObject(false),
            new JWKSet(new RSAKeyGenerator(1024, true).generate()).toJSONObject(),
            Map.<String, Object>of(
                "keys",
                List.of(Map.of("kty", "EC", "crv", "secp256k1", "x", "WfB3x", "y", "gFeqo"))),
            Map.<String, Object>of("keys", List.of()),
            Map.<String, Object>of("keys", "x"),
            Map.<String, Object>of("keys", Collections.nCopies(21, key.toJSONObject())))) {
      assertThat(members(TestMetadata.with(strong, "jwks", bad))).as("%s", bad).contains("jwks");
    }
    assertThat(members(TestMetadata.with(strong, "jwks", "https://x.example")))
        .containsExactly("jwks");
    assertThat(
            accepted(
                    TestMetadata.with(
                        strong, "jwks", null, "jwks_uri", "https://motcua.example.vn/keys"))
                .keys())
        .isInstanceOf(ClientKeys.At.class);
  }

  @Test
  void certificateAuthenticationNamesExactlyOneSubject() {
    Map<String, Object> tls = TestMetadata.web("token_endpoint_auth_method", "tls_client_auth");
    assertThat(members(tls)).containsExactly("tls_client_auth_subject_dn");
    assertThat(
            accepted(TestMetadata.with(tls, "tls_client_auth_san_dns", "a.example"))
                .metadata()
                .text("tls_client_auth_san_dns"))
        .isEqualTo("a.example");
    assertThat(
            members(
                TestMetadata.with(
                    tls, "tls_client_auth_san_dns", "a", "tls_client_auth_subject_dn", "CN=a")))
        .isNotEmpty();
    assertThat(members(TestMetadata.web("tls_client_auth_san_dns", "a"))).isNotEmpty();
  }

  @Test
  void algorithmsAreThoseWeOffer() {
    for (String member :
        List.of(
            "id_token_signed_response_alg",
            "userinfo_signed_response_alg",
            "authorization_signed_response_alg",
            "introspection_signed_response_alg")) {
      assertThat(accepted(TestMetadata.web(member, "PS256")).metadata().text(member))
          .isEqualTo("PS256");
      assertThat(members(TestMetadata.web(member, "none"))).containsExactly(member);
      assertThat(members(TestMetadata.web(member, "HS256"))).containsExactly(member);
      assertThat(members(TestMetadata.web(member, 5))).containsExactly(member);
    }
    Map<String, Object> keyed = TestMetadata.web("jwks_uri", "https://motcua.example.vn/keys");
    ClientDescription encrypted =
        accepted(TestMetadata.with(keyed, "id_token_encrypted_response_alg", "RSA-OAEP-256"));
    assertThat(encrypted.metadata().text("id_token_encrypted_response_enc"))
        .isEqualTo("A128CBC-HS256");
    assertThat(members(TestMetadata.web("id_token_encrypted_response_alg", "RSA-OAEP-256")))
        .contains("id_token_encrypted_response_alg");
    assertThat(members(TestMetadata.with(keyed, "id_token_encrypted_response_alg", "RSA1_5")))
        .contains("id_token_encrypted_response_alg");
    assertThat(members(TestMetadata.with(keyed, "userinfo_encrypted_response_enc", "A128GCM")))
        .contains("userinfo_encrypted_response_enc");
    assertThat(
            accepted(TestMetadata.web("request_object_signing_alg", "none")).metadata().members())
        .containsEntry("request_object_signing_alg", "none");
  }

  @Test
  void pairwiseSubjectsNeedOneSector() {
    Map<String, Object> pairwise = TestMetadata.web("subject_type", "pairwise");
    assertThat(accepted(pairwise).metadata().text("subject_type")).isEqualTo("pairwise");
    Map<String, Object> spread =
        TestMetadata.with(
            pairwise,
            "redirect_uris",
            List.of("https://motcua.example.vn/cb", "https://other.example.vn/cb"));
    assertThat(members(spread)).containsExactly("sector_identifier_uri");
    Map<String, Object> listed =
        TestMetadata.with(spread, "sector_identifier_uri", "https://example.vn/sector.json");
    assertThat(members(listed)).containsExactly("sector_identifier_uri");
    sector = new SectorDocuments.Listed(Set.of("https://motcua.example.vn/cb"));
    assertThat(members(listed)).containsExactly("sector_identifier_uri");
    sector =
        new SectorDocuments.Listed(
            Set.of("https://motcua.example.vn/cb", "https://other.example.vn/cb"));
    assertThat(accepted(listed).metadata().text("sector_identifier_uri")).isNotNull();
    assertThat(
            members(TestMetadata.with(listed, "sector_identifier_uri", "http://example.vn/sector")))
        .contains("sector_identifier_uri");
  }

  @Test
  void logoutUrisStandOnTheHostsOfRedirectUris() {
    assertThat(
            accepted(
                    TestMetadata.web(
                        "backchannel_logout_uri",
                        "https://motcua.example.vn/logout",
                        "backchannel_logout_session_required",
                        true,
                        "frontchannel_logout_uri",
                        "https://motcua.example.vn/bye"))
                .metadata()
                .flag("backchannel_logout_session_required"))
        .isTrue();
    assertThat(members(TestMetadata.web("backchannel_logout_uri", "https://evil.example/x")))
        .containsExactly("backchannel_logout_uri");
    assertThat(
            members(
                TestMetadata.web("frontchannel_logout_uri", "https://motcua.example.vn:444/bye")))
        .containsExactly("frontchannel_logout_uri");
  }

  @Test
  void fapiProfileNamesEverythingThatHasToChangeFirst() throws JOSEException {
    Map<String, Object> plain =
        TestMetadata.web(
            "antin_profile",
            "fapi2-security",
            "id_token_signed_response_alg",
            "RS256",
            "redirect_uris",
            List.of("http://localhost/cb"));
    assertThat(faults(plain, ClientKind.REGISTERED))
        .filteredOn(fault -> fault.code().equals("fapi"))
        .extracting(MetadataFault::member)
        .containsExactlyInAnyOrder(
            "token_endpoint_auth_method",
            "dpop_bound_access_tokens",
            "id_token_signed_response_alg",
            "redirect_uris");
    JWKSet keys = new JWKSet(new ECKeyGenerator(Curve.P_256).generate().toPublicJWK());
    Map<String, Object> good =
        TestMetadata.web(
            "antin_profile",
            "fapi2-message-signing",
            "token_endpoint_auth_method",
            "private_key_jwt",
            "jwks",
            keys.toJSONObject(),
            "dpop_bound_access_tokens",
            true,
            "antin_require_pkce",
            false);
    ClientDescription client = accepted(good, ClientKind.REGISTERED);
    assertThat(client.profile()).isEqualTo(ClientProfile.FAPI2_MESSAGE_SIGNING);
    assertThat(client.requirePkce()).isTrue();
    assertThat(client.metadata().flag("require_pushed_authorization_requests")).isTrue();
    assertThat(client.metadata().flag("require_signed_request_object")).isTrue();
  }

  @Test
  void pingNeedsAnAddressAndPushIsNotOffered() {
    Map<String, Object> ciba = TestMetadata.web("grant_types", List.of(CIBA));
    assertThat(members(ciba)).containsExactly("backchannel_token_delivery_mode");
    assertThat(members(TestMetadata.with(ciba, "backchannel_token_delivery_mode", "push")))
        .containsExactly("backchannel_token_delivery_mode");
    assertThat(members(TestMetadata.with(ciba, "backchannel_token_delivery_mode", "ping")))
        .containsExactly("backchannel_client_notification_endpoint");
    assertThat(
            accepted(TestMetadata.with(ciba, "backchannel_token_delivery_mode", "poll"))
                .metadata()
                .text("backchannel_token_delivery_mode"))
        .isEqualTo("poll");
  }

  @Test
  void sizesAndCountsAreBounded() {
    assertThat(members(TestMetadata.web("client_name", "a".repeat(201))))
        .containsExactly("client_name");
    assertThat(members(TestMetadata.web("client_name", "tốt\u202Exấu")))
        .containsExactly("client_name");
    assertThat(
            members(
                TestMetadata.web(
                    "redirect_uris", Collections.nCopies(31, "https://motcua.example.vn/cb"))))
        .contains("redirect_uris");
    assertThat(
            members(
                TestMetadata.web(
                    "redirect_uris", List.of("https://a.example/" + "a".repeat(1_000)))))
        .contains("redirect_uris");
    assertThat(members(TestMetadata.web("contacts", Collections.nCopies(11, "a@b.example"))))
        .containsExactly("contacts");
    assertThat(members(TestMetadata.web("scope", "s".repeat(65)))).containsExactly("scope");
    assertThat(members(TestMetadata.web("redirect_uris", "https://motcua.example.vn/cb")))
        .contains("redirect_uris");
    assertThat(members(TestMetadata.web("redirect_uris", List.of(1)))).contains("redirect_uris");
  }

  @Test
  void unknownMembersAreIgnoredAndNamesMayComeInSeveralLanguages() {
    Map<String, Object> members =
        accepted(
                TestMetadata.web(
                    "no_such_member",
                    Map.of("a", 1),
                    "client_name#en",
                    "One stop",
                    "client_name#",
                    1))
            .metadata()
            .members();
    assertThat(members).containsEntry("client_name#en", "One stop");
    assertThat(members).doesNotContainKeys("no_such_member", "client_name#");
  }

  private ClientDescription accepted(Map<String, Object> document) {
    return accepted(document, ClientKind.DYNAMIC);
  }

  private ClientDescription accepted(Map<String, Object> document, ClientKind kind) {
    ClientRules.Ruling ruling = rules.check(document, kind);
    assertThat(ruling).isInstanceOf(ClientRules.Ruling.Accepted.class);
    return ((ClientRules.Ruling.Accepted) ruling).description();
  }

  private List<MetadataFault> faults(Map<String, Object> document) {
    return faults(document, ClientKind.DYNAMIC);
  }

  private List<MetadataFault> faults(Map<String, Object> document, ClientKind kind) {
    ClientRules.Ruling ruling = rules.check(document, kind);
    assertThat(ruling).as("%s", document).isInstanceOf(ClientRules.Ruling.Refused.class);
    return ((ClientRules.Ruling.Refused) ruling).faults();
  }

  private List<@Nullable String> members(Map<String, Object> document) {
    return faults(document).stream().<@Nullable String>map(MetadataFault::member).toList();
  }
}
