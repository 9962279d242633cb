package vn.antin.signing.engine.appearance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What veraPDF finds against a document's being PDF/A. */
public final class VeraPdf {

  static {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private VeraPdf() {}

  /** Broken rules; none for a document that conforms. */
  public static List<String> complaints(byte[] pdf, int part) {
    return complaints(
        pdf,
        switch (part) {
          case 1 -> PDFAFlavour.PDFA_1_B;
          case 2 -> PDFAFlavour.PDFA_2_B;
          default -> PDFAFlavour.PDFA_3_B;
        });
  }

  /** The kind of PDF/A that a document says it is; empty when it says nothing. */
  public static Optional<PDFAFlavour> claim(byte[] pdf) {
    try (PDFAParser parser =
        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf))) {
      return parser.getFlavours().stream()
          .filter(flavour -> flavour != PDFAFlavour.NO_FLAVOUR)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (EncryptedPdfException | ModelParsingException e) {
      return Optional.empty();
    }
  }

  /** Broken rules of this kind of PDF/A. */
  public static List<String> complaints(byte[] pdf, PDFAFlavour flavour) {
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      return validator.validate(parser).getTestAssertions().stream()
          .map(failed -> failed.getRuleId().getClause() + " " + failed.getMessage())
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (EncryptedPdfException | ModelParsingException | ValidationException e) {
      throw new IllegalStateException(e);
    }
  }
}
