package vn.antin.signing.submission;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.submission.TestSubmissions.id;
import static vn.antin.signing.submission.TestSubmissions.signer;
import static vn.antin.signing.submission.TestSubmissions.wish;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.TestPdfs;

final class LargeSigningRequestTest {
  private static final int MANY = 5_000;

  private static TestSubmissions requests;

  @BeforeAll
  static void start() {
    requests =
        TestSubmissions.start(
            "antin.signing-requests.interval=100ms", "antin.documents.quota-documents=5003");
    requests.steps.credential(CHAIRMAN, "official");
  }

  @AfterAll
  static void stop() {
    requests.service.close();
  }

  /** Rows as uploads leave them; only their content is missing. */
  private static List<String> stored() {
    requests.steps.upload(requests.application(), TestPdfs.saying("opens the day"));
    var now = requests.service.clock.instant();
    var ids =
        IntStream.range(0, MANY)
            .mapToObj(
                number -> new UUID((now.toEpochMilli() << 16) | 0x7000L, Long.MIN_VALUE | number))
            .toList();
    requests
        .service
        .database
        .superuser()
        .sql(
            """
            INSERT INTO document (day, id, client_id, name, state, size, sha256, pages, wrapped_key,
              created_at, expires_at)
            SELECT :day::date, id, :client, 'a.pdf', 'ready', 100, sha256(id::text::bytea), 1, '',
              :now, :expiry
            FROM unnest(:ids::uuid[]) AS id
            """)
        .param("day", now.atOffset(UTC).toLocalDate())
        .param("client", TestSubmissions.APP)
        .param("now", now.atOffset(UTC))
        .param("expiry", now.plus(Duration.ofDays(30)).atOffset(UTC))
        .param("ids", ids.toArray(UUID[]::new))
        .update();
    return ids.stream().map(UUID::toString).toList();
  }

  @Test
  void fiveThousandDocumentsAreOneRequestAndOneApprovalInBoundedTime() {
    var begin = System.nanoTime();
    var request = requests.create(wish("5000 giấy phép", stored(), List.of(signer(1, CHAIRMAN))));
    var step = requests.waiting(CHAIRMAN, request);
    var batch = requests.choose(CHAIRMAN, step);

    assertThat(batch.status()).as(batch.problem()).isEqualTo(200);
    assertThat(batch.json().path("authorizationDetails").get(0).path("documentDigests").size())
        .isEqualTo(MANY);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
    assertThat(requests.view(request).path("progress").path("total").asInt()).isEqualTo(MANY);
    var page =
        requests
            .service
            .get("/v1/inbox/" + step + "?from=4900&count=500", requests.official(CHAIRMAN))
            .json();
    assertThat(page.path("documents").size()).isEqualTo(100);
    assertThat(id(page.path("step"))).isEqualTo(step);

    requests.forward(Duration.ofSeconds(11));
    for (var left = 2; left > 0; left--) {
      requests.steps.upload(requests.application(), TestPdfs.saying("left " + left));
    }
    var refused =
        requests.service.postPdf(
            "/documents", requests.application(), TestPdfs.saying("one too many"));
    assertThat(refused.problem()).isEqualTo("too-many-documents");
    assertThat(refused.json().path("allowed").asInt()).isEqualTo(5003);
  }
}
