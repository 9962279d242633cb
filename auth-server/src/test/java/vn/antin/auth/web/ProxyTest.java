package vn.antin.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;

/** What is believed of what proxies say, and of what others say in their place. */
final class ProxyTest {
  private static final TestCertificates OTHER = TestCertificates.selfSigned("CN=forged");

  @Nested
  @AuthServerTest
  @Import(ConnectionEcho.class)
  final class WithoutListedProxies {
    @Autowired private House house;

    @Test
    void forwardedAndClientCertificateHeadersAreStrippedUnlessFromAListedProxy() {
      String seen =
          new Browser(house.origin())
              .with("X-Forwarded-For", "203.0.113.9")
              .with("X-Forwarded-Proto", "https")
              .with("X-Forwarded-Host", "evil.example")
              .with("Forwarded", "for=203.0.113.9;proto=https")
              .with("Client-Cert", header(OTHER))
              .with("Client-Cert-Chain", header(OTHER))
              .get("/oauth2/echo")
              .body();
      assertThat(seen)
          .matches(
              "address=(127\\.0\\.0\\.1|0:0:0:0:0:0:0:1) secure=false certificate=none"
                  + " headers=\\[] cookies=null");
    }

    @Test
    void hostHeaderHasNoSayInOurAddresses() {
      Browser browser = new Browser(house.origin()).with("X-Forwarded-Host", "evil.example");
      assertThat(Browser.location(browser.get("/account"))).startsWith("/login?flow=");
      assertThat(browser.get("/.well-known/openid-configuration").body())
          .contains(house.origin())
          .doesNotContain("evil.example");
    }
  }

  @Nested
  @AuthServerTest
  @TestPropertySource(properties = "antin.trusted-proxies=127.0.0.0/8,::1,10.0.0.0/8")
  @Import(ConnectionEcho.class)
  final class WithListedProxies {
    @Autowired private House house;

    @Test
    void senderIsTheLastOneThatIsNotAListedProxy() {
      assertThat(echo("X-Forwarded-For", "192.0.2.66, 203.0.113.9, 10.1.2.3"))
          .startsWith("address=203.0.113.9 secure=false");
      assertThat(echo("X-Forwarded-For", "2001:db8::7")).startsWith("address=2001:db8:0:0:0:0:0:7");
      assertThat(echo("X-Forwarded-For", "unknown, 10.1.2.3")).startsWith("address=10.1.2.3 ");
      assertThat(echo("X-Forwarded-For", "<script>")).contains("headers=[]").contains("address=");
      assertThat(echo("X-Forwarded-Proto", "https")).contains("secure=true");
    }

    @Test
    void headerThatTheProxyDoesNotWriteItselfIsNotRead() {
      assertThat(echo("Forwarded", "for=203.0.113.9")).doesNotContain("203.0.113.9");
      assertThat(echo("Client-Cert", header(OTHER))).contains("certificate=none");
    }

    private String echo(String header, String value) {
      return new Browser(house.origin()).with(header, value).get("/oauth2/echo").body();
    }
  }

  @Nested
  @AuthServerTest
  @TestPropertySource(
      properties = {
        "antin.trusted-proxies=127.0.0.0/8,::1",
        "antin.proxy-headers=forwarded",
        "antin.proxy-client-certificates=true"
      })
  @Import(ConnectionEcho.class)
  final class WithProxiesThatEndMutualTls {
    @Autowired private House house;

    @Test
    void certificateOfAListedProxyIsTheSenders() {
      assertThat(new Browser(house.origin()).with("Client-Cert", header(OTHER)).get("/oauth2/echo"))
          .satisfies(answer -> assertThat(answer.body()).contains("certificate=CN=forged"));
      assertThat(
              new Browser(house.origin())
                  .with("Client-Cert", header(OTHER))
                  .with("Client-Cert-Chain", header(OTHER) + ", " + header(OTHER))
                  .get("/oauth2/echo")
                  .body())
          .contains("certificate=CN=forged");
    }

    @Test
    void certificateThatCannotBeReadIsRefused() {
      for (String wrong : List.of("", "x", "::", ":!!:", ":AAAA:", header(OTHER) + header(OTHER))) {
        assertThat(new Browser(house.origin()).with("Client-Cert", wrong).get("/oauth2/echo"))
            .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400));
      }
    }

    @Test
    void forwardedNamesSenderAndScheme() {
      assertThat(echo("for=192.0.2.60;proto=https;by=203.0.113.43"))
          .startsWith("address=192.0.2.60 secure=true");
      assertThat(echo("For=\"[2001:db8:cafe::17]:4711\""))
          .startsWith("address=2001:db8:cafe:0:0:0:0:17 secure=false");
      assertThat(echo("for=_hidden, for=192.0.2.60:80")).startsWith("address=192.0.2.60 ");
      assertThat(echo("for=\"a, for=198.51.100.1")).doesNotContain("198.51.100.1 ");
    }

    private String echo(String forwarded) {
      return new Browser(house.origin()).with("Forwarded", forwarded).get("/oauth2/echo").body();
    }
  }

  @Test
  void nobodyIsBelievedByDefault() {
    Binder nothing = new Binder(new MapConfigurationPropertySource(Map.of()));
    assertThat(nothing.bindOrCreate("antin", Proxies.class))
        .hasToString(
            "Proxies[trustedProxies=[], proxyHeaders=X_FORWARDED, proxyClientCertificates=false]");
    assertThat(nothing.bindOrCreate("antin.mtls", MutualTls.class))
        .hasToString("MutualTls[port=null, bundle=null, url=null, trust=null]");
  }

  @Test
  void networkHoldsItsAddressesOnly() {
    assertThat(Network.of("10.0.0.0/8").contains(InetAddress.ofLiteral("10.255.0.1"))).isTrue();
    assertThat(Network.of("10.0.0.0/8").contains(InetAddress.ofLiteral("11.0.0.1"))).isFalse();
    assertThat(Network.of("192.0.2.128/25").contains(InetAddress.ofLiteral("192.0.2.127")))
        .isFalse();
    assertThat(Network.of("::1").contains(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    assertThat(Network.of("0.0.0.0/0").contains(InetAddress.ofLiteral("8.8.8.8"))).isTrue();
    assertThat(Network.of("2001:db8::/33").contains(InetAddress.ofLiteral("2001:db8:8000::1")))
        .isFalse();
  }

  private static String header(TestCertificates shown) {
    try {
      return ":" + Base64.getEncoder().encodeToString(shown.certificate().getEncoded()) + ":";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
