package vn.antin.signing.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestSigning;

/**
 * Real files, many of them damaged: each is stored whole or refused for a reason it can be told.
 */
final class CorpusUploadTest {
  @Test
  void everyRealFileIsTakenOrRefusedWithAReason() throws IOException {
    var corpus = Path.of(System.getProperty("antin.root", "."), "..", "shared", "corpus", "pdf");
    assumeTrue(Files.isDirectory(corpus), "skipped: the corpus of PDF files is not here");
    List<Path> files;
    try (var all = Files.list(corpus)) {
      files = all.filter(each -> each.toString().endsWith(".pdf")).sorted().toList();
    }
    var taken = 0;
    try (var service = RunningService.start()) {
      var steps = new TestSigning(service);
      for (var file : files) {
        var token = steps.official(CHAIRMAN);
        var pdf = Files.readAllBytes(file);
        var answer = service.postPdf("/documents", token, pdf);
        if (answer.status() == 201) {
          taken++;
          var id = answer.json().path("id").asString("");
          assertThat(service.get("/documents/" + id + "/content", token).body())
              .as(file.toString())
              .isEqualTo(pdf);
        } else {
          assertThat(answer.problem())
              .as(file.toString())
              .isIn("not-a-pdf", "encrypted-pdf", "broken-pdf");
        }
      }
    }
    assertThat(taken).isGreaterThan(files.size() / 2);
  }
}
