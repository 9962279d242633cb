package vn.antin.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.Answer;
import vn.antin.signing.TestSigning;

/** What strangers may take of a token that officials sign with. */
final class StampBoundsTest {
  @Test
  void oneAddressIsStampedForSoOftenInAMinute() throws Exception {
    try (var tsa = TestTsa.start("antin.time-stamping.per-minute=3")) {
      var query = TestTsa.query().getEncoded();
      var statuses = new ArrayList<Integer>();
      for (var i = 0; i < 20; i++) {
        statuses.add(tsa.ask(query).status());
      }
      assertThat(statuses).startsWith(200).contains(429).containsOnly(200, 429);
      assertThat(
              tsa.service
                  .send(
                      tsa.service
                          .request("/tsa", null)
                          .header("Content-Type", "application/timestamp-query")
                          .header("X-Forwarded-For", "192.0.2.7")
                          .POST(BodyPublishers.ofByteArray(query)))
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void moreThanAreStampedAtOnceAreRefusedAndNotQueued() throws Exception {
    try (var tsa =
            TestTsa.start("antin.time-stamping.at-once=1", "antin.time-stamping.ordering=true");
        var threads = Executors.newSingleThreadExecutor()) {
      var query = TestTsa.query().getEncoded();
      var first = new AtomicReference<Future<Answer>>();
      tsa.service
          .bean(TransactionOperations.class)
          .executeWithoutResult(_ -> {
            tsa.service
                .bean(JdbcClient.class)
                .sql("SELECT last::text FROM time_stamp_order FOR UPDATE")
                .query(String.class)
                .single();
            first.set(threads.submit(() -> tsa.ask(query)));
            TestSigning.eventually(() -> waiting(tsa));
            var second = tsa.ask(query);
            assertThat(second.status()).isEqualTo(503);
            assertThat(failure(second)).isEqualTo(PKIFailureInfo.systemFailure);
          });
      assertThat(first.get().get().status()).isEqualTo(200);
      assertThat(tsa.ask(query).status()).isEqualTo(200);
    }
  }

  private static int failure(Answer answer) {
    try {
      return new TimeStampResponse(answer.body()).getFailInfo().intValue();
    } catch (java.io.IOException | org.bouncycastle.tsp.TSPException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean waiting(TestTsa tsa) {
    return tsa.service
            .database
            .superuser()
            .sql(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)
            .query(Long.class)
            .single()
        > 0;
  }
}
