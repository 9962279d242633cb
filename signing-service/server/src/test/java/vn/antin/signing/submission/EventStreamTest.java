package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.submission.TestSubmissions.id;
import static vn.antin.signing.submission.TestSubmissions.signer;
import static vn.antin.signing.submission.TestSubmissions.wish;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestSigning;

final class EventStreamTest {
  private static TestSubmissions requests;
  private static HttpClient browser;

  @BeforeAll
  static void start() {
    requests =
        TestSubmissions.start(
            "antin.signing-requests.interval=100ms",
            "antin.signing-requests.streams=8",
            "antin.signing-requests.streams-each=2");
    requests.steps.credential(CHAIRMAN, "official");
    browser = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    requests.service.close();
    browser.shutdownNow();
  }

  /** The lines of a stream as they come. */
  private static List<String> listen(String path, String token) {
    var lines = new CopyOnWriteArrayList<String>();
    var opened = new CompletableFuture<Integer>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            var answer =
                browser.send(requests.service.request(path, token).build(), BodyHandlers.ofLines());
            opened.complete(answer.statusCode());
            answer.body().forEach(lines::add);
          } catch (Exception e) {
            opened.completeExceptionally(e);
            lines.add("ended");
          }
        });
    assertThat(opened.join()).isEqualTo(200);
    return lines;
  }

  @Test
  void theApplicationAndTheOfficialHearOfEachStep() {
    var inbox = listen("/v1/inbox/events", requests.official(CHAIRMAN));
    TestSigning.eventually(() -> inbox.contains("event: changed"));
    var request =
        requests.create(
            wish(
                "nghe",
                List.of(requests.steps.upload(requests.application(), TestPdfs.saying("nghe"))),
                List.of(signer(1, CHAIRMAN))));
    var heard = listen("/v1/signing-requests/" + id(request) + "/events", requests.application());
    TestSigning.eventually(() -> inbox.stream().anyMatch(line -> line.contains("\"waiting\":1")));

    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, request));

    TestSigning.eventually(
        () -> heard.stream().anyMatch(line -> line.contains("\"state\":\"completed\"")));
    assertThat(heard).anyMatch(line -> line.contains("\"signed\":1"));
    TestSigning.eventually(
        () -> inbox.stream().filter(line -> line.contains("\"waiting\":0")).count() >= 2);
  }

  @Test
  void streamsAreBoundedInNumber() {
    listen("/v1/inbox/events", requests.official(VILLAGER));
    listen("/v1/inbox/events", requests.official(VILLAGER));

    assertThat(requests.service.get("/v1/inbox/events", requests.official(VILLAGER)).status())
        .isEqualTo(429);
  }

  @Test
  void oneApplicationHasAQuarterOfTheStreams() {
    var other = requests.application("bao-cao");
    var open = 0;
    var status = 200;
    while (status == 200 && open < 3) {
      var wish =
          wish(
              "phan " + open,
              List.of(requests.steps.upload(other, TestPdfs.saying("phan " + open))),
              List.of(signer(1, CHAIRMAN)));
      var made = requests.service.postJson("/v1/signing-requests", other, wish).json();
      status = statusOf("/v1/signing-requests/" + id(made) + "/events", other);
      open += status == 200 ? 1 : 0;
    }

    assertThat(open).isEqualTo(2);
    assertThat(status).isEqualTo(429);
  }

  private static int statusOf(String path, String token) {
    return browser
        .sendAsync(requests.service.request(path, token).build(), BodyHandlers.ofLines())
        .join()
        .statusCode();
  }
}
