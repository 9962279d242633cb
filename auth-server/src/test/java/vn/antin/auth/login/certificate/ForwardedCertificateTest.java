package vn.antin.auth.login.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.login.certificate.TestAuthority.Holder;

/** A proxy ends TLS and hands the certificate on (RFC 9440). */
final class ForwardedCertificateTest {
  private static final String PAGE = "/account/factors/certificate";

  @TempDir private Path folder;

  @Test
  void certificateHandedOnByAListedProxyLogsIn() throws Exception {
    try (CertificateSite site =
        CertificateSite.start(
            folder,
            "antin.trusted-proxies=127.0.0.0/8,::1/128",
            "antin.proxy-client-certificates=true")) {
      Holder card = register(site);
      Browser official = site.browser();
      HttpResponse<String> back = show(site, official, card);
      assertThat(Browser.location(official.follow(back))).isEqualTo("/account");
    }
  }

  @Test
  void headerOfAnybodyElseIsNotRead() throws Exception {
    try (CertificateSite site = CertificateSite.start(folder)) {
      Holder card = register(site);
      Browser official = site.browser();
      HttpResponse<String> back = show(site, official, card);
      assertThat(official.follow(back).body()).contains("chưa gửi chứng thư số nào");
    }
  }

  private static Holder register(CertificateSite site) {
    site.accounts().active("the.official");
    Holder card = site.issuing().issue("CN=Nguyễn Thị Bưởi");
    Browser browser = site.browser();
    browser.logIn(Browser.location(browser.get(PAGE)), "the.official", TestAccounts.PASSWORD);
    String out = Browser.location(browser.get(PAGE + "/go"));
    String confirmation = browser.follow(site.show(out, card)).body();
    browser.post(PAGE, Map.of("ticket", Browser.field(confirmation, "ticket")));
    return card;
  }

  /** What comes back through the proxy, which speaks to the main listener. */
  private static HttpResponse<String> show(CertificateSite site, Browser official, Holder card)
      throws CertificateEncodingException {
    String login = Browser.location(official.get("/account"));
    String out = Browser.location(official.get(login.replace("/login?", "/login/certificate/go?")));
    String header = Base64.getEncoder().encodeToString(card.certificate().getEncoded());
    return new Browser(site.main().toString())
        .with("Client-Cert", ":" + header + ":")
        .get(out.replace(site.mutual().toString(), ""));
  }
}
