package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What the makers claim of their documents is so, before and after a signature. */
final class TestDocumentsTest {

  @Test
  void archivalDocumentsAreSoAlsoWhenSigned() throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (int part : new int[] {1, 2}) {
      byte[] pdf = TestDocuments.archival(part);
      PDFAFlavour flavour = part == 1 ? PDFAFlavour.PDFA_1_B : PDFAFlavour.PDFA_2_B;

      assertThat(complies(pdf, flavour)).isTrue();
      assertThat(complies(TestSigner.rsa().signed(pdf), flavour)).isTrue();
      assertThat(complies(TestDocuments.classic(), flavour)).isFalse();
    }
  }

  @Test
  void textHeavyDocumentHasItsSize() {
    assertThat(TestDocuments.textHeavy(1_000_000)).hasSizeBetween(900_000, 1_200_000);
  }

  private static boolean complies(byte[] pdf, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      return validator.validate(parser).isCompliant();
    }
  }
}
