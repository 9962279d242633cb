package vn.antin.signing.engine.pdf;

import java.util.List;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNumber;

/**
 * A signature dictionary (ISO 32000-1 section 12.8.1).
 *
 * @param byteRange pairs of position and length, as written; empty when there is none
 * @param subFilter such as ETSI.CAdES.detached, or empty
 */
public record PdfSignature(PdfDictionary dictionary, List<Long> byteRange, String subFilter) {

  public PdfSignature {
    byteRange = List.copyOf(byteRange);
  }

  static PdfSignature of(PdfFile file, PdfDictionary dictionary) {
    return new PdfSignature(
        dictionary,
        file.array(dictionary.get("ByteRange")).stream()
            .map(item -> file.resolve(item) instanceof PdfNumber number ? number.longValue() : -1L)
            .toList(),
        file.name(dictionary.get("SubFilter")));
  }

  /** Whether it covers all of a file of this length but its own value. */
  public boolean coversAllOf(long length) {
    return byteRange.size() == 4
        && byteRange.get(0) == 0
        && byteRange.get(1) < byteRange.get(2)
        && byteRange.get(2) + byteRange.get(3) == length;
  }
}
