package vn.antin.signing.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;

final class DocumentDaysTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start("antin.documents.lifetime=2d");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void anExpiredDocumentIsGoneAndItsDayFollows() {
    var machine = service.machine("app");
    var id =
        service.postPdf("/documents", machine, TestPdfs.saying("old")).json().path("id").asString();
    var torso = service.bean(Documents.class).write(new Owner("app", null), "torso", 10);
    torso.write(new byte[] {1}, 0, 1);
    torso.complete();

    service.clock.advance(Duration.ofDays(2).plusMinutes(1));
    assertThat(service.get("/documents/" + id, service.machine("app")).status()).isEqualTo(404);

    service.clock.advance(Duration.ofDays(1));
    service.bean(DocumentDays.class).turn();

    var left =
        service
            .database
            .superuser()
            .sql("SELECT count(*) FROM document_chunk")
            .query(Long.class)
            .single();
    assertThat(left).isZero();
    assertThat(
            service.postPdf("/documents", service.machine("app"), TestPdfs.saying("new")).status())
        .isEqualTo(201);
  }

  /** Nothing is open when a service starts, and its first documents may arrive at the same time. */
  @Test
  void whoeverComesFirstOpensTheDay() throws Exception {
    var day = LocalDate.of(2040, 1, 1);
    for (var next = 0; next < 20; next++) {
      var wanted = day.plusDays(next);
      var together = new CyclicBarrier(4);
      try (var scope = Executors.newFixedThreadPool(4)) {
        var opened =
            scope.invokeAll(
                Collections.<Callable<LocalDate>>nCopies(
                    4,
                    () -> {
                      together.await();
                      new DocumentRepository(service.database.app()).openDay(wanted);
                      return wanted;
                    }));
        for (var each : opened) {
          assertThat(each.get()).isEqualTo(wanted);
        }
      }
    }
  }

  @Test
  void theApplicationsRoleOwnsNoTableAndCannotReachAPartitionDirectly() {
    service.postPdf("/documents", service.machine("app"), TestPdfs.saying("x"));
    var partition =
        service
            .database
            .superuser()
            .sql(
                """
                SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = 'document_chunk'::regclass LIMIT 1
                """)
            .query((row, _) -> row.getString(1))
            .single();

    assertThatThrownBy(() -> service.database.app().sql("DROP TABLE " + partition).update())
        .hasStackTraceContaining("must be owner");
    assertThatThrownBy(() ->
            service
                .database
                .app()
                .sql("SELECT count(*) FROM " + partition)
                .query(Long.class)
                .single())
        .hasStackTraceContaining("permission denied");
  }
}
