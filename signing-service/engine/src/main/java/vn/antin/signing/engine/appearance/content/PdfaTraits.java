package vn.antin.signing.engine.appearance.content;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfStream;

/**
 * What a document's being PDF/A forbids an appearance.
 *
 * @param transparency whether soft masks may be used: not in PDF/A-1 (ISO 19005-1 section 6.4), and
 *     later parts need an output intent to blend in (ISO 19005-2 section 6.2.10)
 * @param cidSets whether fonts list their characters: PDF/A-1 asks for it (ISO 19005-1 section
 *     6.3.5), later parts only count mistakes in such lists
 */
record PdfaTraits(boolean transparency, ColourSpaces colours, boolean cidSets) {

  private static final int LARGEST_METADATA = 1 << 20;
  private static final Pattern PART =
      Pattern.compile("pdfaid:part\\s*(?:=\\s*[\"']\\s*|>\\s*)([1-9])");

  static PdfaTraits of(PdfFile file) {
    int part = part(file);
    if (part == 0) {
      return new PdfaTraits(true, ColourSpaces.DEVICE, false);
    }
    int components = outputIntent(file);
    return new PdfaTraits(
        part > 1 && components > 0,
        components == 3 ? ColourSpaces.DEVICE : ColourSpaces.CALIBRATED,
        part == 1);
  }

  /** 1 to 4 as the metadata claim, 0 for what is no PDF/A. */
  private static int part(PdfFile file) {
    if (!(file.resolve(file.catalog().get("Metadata")) instanceof PdfStream metadata)) {
      return 0;
    }
    try {
      byte[] xmp = metadata.decoded(LARGEST_METADATA);
      Matcher part = PART.matcher(new String(xmp, StandardCharsets.UTF_8));
      return part.find() ? Integer.parseInt(part.group(1)) : 0;
    } catch (BrokenPdf e) {
      return 0; // no validator would take it for a PDF/A
    }
  }

  /** How many colour components the PDF/A output intent has, 0 without one. */
  private static int outputIntent(PdfFile file) {
    for (PdfObject item : file.array(file.catalog().get("OutputIntents"))) {
      PdfDictionary intent = file.dictionary(item);
      if (file.name(intent.get("S")).equals("GTS_PDFA1")) {
        PdfDictionary profile = file.dictionary(intent.get("DestOutputProfile"));
        return (int) file.number(profile.get("N"), 0);
      }
    }
    return 0;
  }
}
