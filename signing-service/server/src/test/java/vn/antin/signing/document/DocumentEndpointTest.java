package vn.antin.signing.document;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestSigning;

final class DocumentEndpointTest {
  private static final int LIMIT = 4 * 1024 * 1024;
  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    service = RunningService.start("antin.documents.max-size=4MB");
    steps = new TestSigning(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static long rows(String table) {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM " + table)
        .query(Long.class)
        .single();
  }

  @Test
  void aDocumentOfSeveralChunksComesBackAsItWasSent() {
    var pdf = TestPdfs.ofSize(2_500_000);
    var token = steps.official(CHAIRMAN);

    var created = service.postPdf("/documents?name=%2Ftmp%2Fa%E2%80%AEb.pdf", token, pdf);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("size").asInt()).isEqualTo(pdf.length);
    assertThat(created.json().path("pages").asInt()).isEqualTo(1);
    assertThat(created.json().path("name").asString()).isEqualTo("ab.pdf");
    assertThat(created.json().path("sha256").asString())
        .isEqualTo(Sha256.of(Sha256.digest().digest(pdf)).base64());
    var content =
        service.get(created.headers().firstValue("Location").orElseThrow() + "/content", token);
    assertThat(content.body()).isEqualTo(pdf);
    assertThat(content.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment;");
  }

  @Test
  void contentOfExactlyWholeChunksComesBack() throws IOException {
    var documents = service.bean(Documents.class);
    for (var size :
        new int[] {0, 1, ChunkCipher.CHUNK - 1, ChunkCipher.CHUNK, 2 * ChunkCipher.CHUNK}) {
      var bytes = new byte[size];
      java.util.Arrays.fill(bytes, (byte) 7);
      var owner = new Owner("exact", null);
      try (var writer = documents.write(owner, "x.pdf", LIMIT)) {
        writer.write(bytes, 0, size);
        writer.complete();
        writer.keep(1);
        var out = new java.io.ByteArrayOutputStream();
        documents.content(owner, writer.id()).orElseThrow().transferTo(out);
        assertThat(out.toByteArray()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void documentsOfOthersDoNotExist() {
    var id = steps.upload(steps.official(CHAIRMAN), TestPdfs.saying("mine"));

    for (var stranger :
        new String[] {
          steps.official(CLERK),
          service.machine(TestSigning.APP),
          steps.official(CHAIRMAN, "other-app")
        }) {
      for (var path : new String[] {"", "/content", "/pages/1"}) {
        var answer = service.get("/documents/" + id + path, stranger);
        assertThat(answer.status()).as(path).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
      }
      assertThat(service.delete("/documents/" + id, stranger).status()).isEqualTo(404);
    }
    assertThat(service.delete("/documents/" + id, steps.official(CHAIRMAN)).status())
        .isEqualTo(204);
    assertThat(service.get("/documents/" + id, steps.official(CHAIRMAN)).status()).isEqualTo(404);
  }

  @Test
  void aFileThatIsNoUsablePdfIsRefusedInTheCallersLanguageAndNotKept() {
    var token = steps.official(CHAIRMAN);
    var before = rows("document_chunk");

    var notPdf = service.postPdf("/documents", token, "xin chào".getBytes(StandardCharsets.UTF_8));
    assertThat(notPdf.status()).isEqualTo(422);
    assertThat(notPdf.problem()).isEqualTo("not-a-pdf");
    assertThat(notPdf.json().path("title").asString()).isEqualTo("Tệp không phải là PDF");
    var empty = service.postPdf("/documents", token, new byte[0]);
    assertThat(empty.problem()).isEqualTo("not-a-pdf");
    var english =
        service.send(
            service
                .request("/documents", token)
                .header("Content-Type", "application/pdf")
                .header("Accept-Language", "en-GB,en;q=0.9")
                .POST(BodyPublishers.ofByteArray(TestPdfs.encrypted())));
    assertThat(english.problem()).isEqualTo("encrypted-pdf");
    assertThat(english.json().path("title").asString()).isEqualTo("The PDF is encrypted");
    assertThat(service.postPdf("/documents", token, TestPdfs.broken()).problem())
        .isEqualTo("broken-pdf");
    var other =
        service.send(
            service
                .request("/documents", token)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x")));
    assertThat(other.status()).isEqualTo(415);
    assertThat(rows("document_chunk")).isEqualTo(before);
  }

  @Test
  void anAnnouncedSizeOverTheLimitIsRefusedBeforeTheBodyIsRead() throws IOException {
    try (var socket = new Socket("localhost", service.port())) {
      socket.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
      var head =
          "POST /documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/pdf\r\n"
              + "Authorization: Bearer "
              + steps.official(CHAIRMAN)
              + "\r\nContent-Length: 314572800\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();

      var answer = new String(socket.getInputStream().readNBytes(200), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void aBodyWithoutLengthIsCutOffAtTheLimitAndNotKept() {
    var before = rows("document_chunk");

    try {
      var answer =
          service.postPdf(
              "/documents",
              steps.official(CHAIRMAN),
              BodyPublishers.ofByteArrays(Collections.nCopies(12, new byte[LIMIT / 4])));
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.problem()).isEqualTo("document-too-large");
    } catch (UncheckedIOException closed) {
      // A client that goes on sending may see the connection end instead of the answer.
      assertThat(closed).hasCauseInstanceOf(IOException.class);
    }
    TestSigning.eventually(() -> rows("document_chunk") == before);
  }

  @Test
  void bytesInTheDatabaseCannotBeRead() {
    var id = steps.upload(steps.official(CHAIRMAN), TestPdfs.saying("state secret"));

    var stored =
        service
            .database
            .superuser()
            .sql("SELECT sealed FROM document_chunk WHERE document_id = :id::uuid")
            .param("id", id)
            .query((row, _) -> row.getBytes(1))
            .single();

    assertThat(new String(stored, StandardCharsets.ISO_8859_1))
        .doesNotContain("%PDF")
        .doesNotContain("stream");
    assertThat(
            service
                .database
                .superuser()
                .sql("SELECT octet_length(wrapped_key) FROM document WHERE id = :id::uuid")
                .param("id", id)
                .query(Integer.class)
                .single())
        .isGreaterThan(32);
  }

  @Test
  void chunksSwappedCutOffOrMovedInTheDatabaseAreNoticed() {
    var token = steps.official(CHAIRMAN);
    var sql = service.database.superuser();
    var swapped = steps.upload(token, TestPdfs.ofSize(2_500_000));
    sql.sql(
            """
            UPDATE document_chunk AS a SET sealed = b.sealed FROM document_chunk AS b
            WHERE a.document_id = :id::uuid AND b.document_id = a.document_id
              AND a.number + b.number = 1
            """)
        .param("id", swapped)
        .update();
    var cut = steps.upload(token, TestPdfs.ofSize(2_500_000));
    sql.sql("DELETE FROM document_chunk WHERE document_id = :id::uuid AND number = 2")
        .param("id", cut)
        .update();
    var shortened = steps.upload(token, TestPdfs.ofSize(2_500_000));
    sql.sql("DELETE FROM document_chunk WHERE document_id = :id::uuid AND number = 2")
        .param("id", shortened)
        .update();
    sql.sql("UPDATE document SET size = 2097152 WHERE id = :id::uuid")
        .param("id", shortened)
        .update();
    var source = steps.upload(token, TestPdfs.saying("one document"));
    var moved = steps.upload(token, TestPdfs.saying("another one "));
    sql.sql(
            """
            UPDATE document_chunk AS a SET sealed = b.sealed FROM document_chunk AS b
            WHERE a.document_id = :to::uuid AND b.document_id = :from::uuid
            """)
        .param("to", moved)
        .param("from", source)
        .update();

    var asked = System.nanoTime();
    for (var id : new String[] {swapped, cut, shortened, moved}) {
      assertThat(complete(id, token)).as(id).isFalse();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked))
        .as("the connection ends at once")
        .isLessThan(Duration.ofSeconds(10));
    var firstChunk = service.get("/documents/" + moved + "/content", token);
    assertThat(firstChunk.problem()).isEqualTo("document-damaged");
    assertThat(complete(source, token)).isTrue();
  }

  private static boolean complete(String id, String token) {
    try {
      Answer answer = service.get("/documents/" + id + "/content", token);
      return answer.status() == 200;
    } catch (UncheckedIOException brokenOff) {
      return false;
    }
  }

  @Test
  void pagesAreShownAsPictures() throws IOException {
    var token = steps.official(CHAIRMAN);
    var id = steps.upload(token, TestPdfs.saying("a page"));

    var page = service.get("/documents/" + id + "/pages/1", token);

    assertThat(page.status()).as(page.text()).isEqualTo(200);
    assertThat(javax.imageio.ImageIO.read(new ByteArrayInputStream(page.body())).getWidth())
        .isGreaterThan(500);
    assertThat(service.get("/documents/" + id + "/pages/2", token).status()).isEqualTo(404);
    assertThat(service.get("/documents/" + id + "/pages/x", token).status()).isEqualTo(404);
  }
}
