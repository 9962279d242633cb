package vn.antin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a browser transfers, compressed, for each page: with a cold cache and with a warm one. */
class WeightTest {
  private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
  private static final int FIRST = 60_000;
  private static final int NEXT = 15_000;

  private final TestDesk desk = TestDesk.shared();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void pagesAreLight() throws Exception {
    desk.authServer.administers = List.of("unit");
    var browser = desk.signedIn();
    desk.authServer.reset();
    desk.signingService.inbox.fill(500);
    var upload = browser.upload("/sign", "Quyết định 12.pdf", "%PDF-1.7".getBytes(UTF_8));
    for (var path :
        List.of(
            "/",
            "/sign",
            "/inbox",
            "/inbox/done",
            "/inbox/" + FakeInbox.FIRST,
            Browser.location(upload).toString(),
            "/accounts",
            "/accounts/new",
            "/accounts/p1",
            "/accounts/p1/move",
            "/accounts/p1/leave",
            "/certificates",
            "/certificates/" + FakeCertificates.SUSPENDED,
            "/certificates/new?unit=" + FakeUnits.COMMUNE,
            "/certificates/requests",
            "/certificates/requests/" + FakeRequests.WAITING,
            "/certificates/lists",
            "/certificates/calendar?from=2027-01",
            "/certificates/mismatches",
            "/certificates/tokens",
            "/certificates/time-stamps",
            "/certificates/jobs",
            "/certificates/jobs/" + FakeCertificateJobs.BUSY,
            "/certificates/" + FakeCertificates.VALID + "/revoke",
            "/units",
            "/units/" + FakeUnits.COMMUNE,
            "/reorganisations",
            "/reorganisations/" + FakeUnits.PLAN + "?add=merge",
            "/applications",
            "/applications/new",
            "/applications/qlvb",
            "/check",
            "/kt",
            "/dossiers/figures",
            "/dossiers/orders",
            "/nothing")) {
      var page = fetch(path, browser);
      int cold = page.body().length;
      int warm = page.body().length;
      var matcher = FILE.matcher(browser.get(path).body());
      while (matcher.find()) {
        var file = fetch(matcher.group(1), browser);
        assertThat(file.headers().firstValue("Cache-Control"))
            .hasValue("max-age=31536000, public, immutable");
        cold += file.body().length;
      }
      assertThat(cold).as("first view of %s", path).isLessThan(FIRST);
      assertThat(warm).as("next view of %s", path).isLessThan(NEXT);
    }
  }

  private HttpResponse<byte[]> fetch(String path, Browser browser)
      throws IOException, InterruptedException {
    var cookies =
        browser.cookies.entrySet().stream()
            .map(c -> c.getKey() + "=" + c.getValue())
            .collect(Collectors.joining("; "));
    var request =
        HttpRequest.newBuilder(URI.create(desk.url(path)))
            .header("Accept-Encoding", "gzip")
            .header("Cookie", cookies)
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }
}
