package vn.antin.signing.engine.pdf;

import java.util.Optional;
import vn.antin.signing.engine.pdf.object.PdfDictionary;

/**
 * A field for a signature, empty or filled.
 *
 * @param signature what it is filled with
 * @param lock what signing it will lock (ISO 32000-1 table 233)
 */
public record PdfSignatureField(
    PdfField field, Optional<PdfSignature> signature, Optional<FieldLock> lock) {

  static PdfSignatureField of(PdfFile file, PdfField field) {
    return new PdfSignatureField(
        field,
        file.resolve(field.value()) instanceof PdfDictionary dictionary
            ? Optional.of(PdfSignature.of(file, dictionary))
            : Optional.empty(),
        file.resolve(field.dictionary().get("Lock")) instanceof PdfDictionary lock
            ? Optional.of(FieldLock.of(file, lock))
            : Optional.empty());
  }

  public String name() {
    return field.name();
  }
}
