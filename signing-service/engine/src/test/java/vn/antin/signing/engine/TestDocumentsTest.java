package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.appearance.VeraPdf;

/** What the makers claim of their documents is so, before and after a signature. */
final class TestDocumentsTest {

  @Test
  void archivalDocumentsAreSoAlsoWhenSigned() {
    for (int part : new int[] {1, 2}) {
      byte[] pdf = TestDocuments.archival(part);

      assertThat(VeraPdf.complaints(pdf, part)).isEmpty();
      assertThat(VeraPdf.complaints(TestSigner.rsa().signed(pdf), part)).isEmpty();
      assertThat(VeraPdf.complaints(TestDocuments.classic(), part)).isNotEmpty();
    }
  }

  @Test
  void textHeavyDocumentHasItsSize() {
    assertThat(TestDocuments.textHeavy(1_000_000)).hasSizeBetween(900_000, 1_200_000);
  }
}
