package vn.antin.signing.engine.pades;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.pdf.FieldLock;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignatureField;

/** Which signature field is signed. */
sealed interface FieldChoice {

  /** An empty one of the document. */
  record Existing(PdfSignatureField field) implements FieldChoice {}

  /** A new one of this name. */
  record Fresh(String name) implements FieldChoice {}

  /** None; what earlier signatures or the document's author forbid. */
  record Forbidden(Reason reason, String detail) implements FieldChoice {}

  /**
   * Chooses.
   *
   * @param wanted full name; null leaves the choice
   * @param elsewhere whether the signature is to be seen at a place of its own, so that a free
   *     field will not do
   */
  static FieldChoice of(PdfFile file, @Nullable String wanted, boolean elsewhere) {
    Permissions permissions = file.permissions();
    if (permissions == Permissions.NO_CHANGE) {
      return new Forbidden(
          Reason.CHANGES_FORBIDDEN, "Certified with DocMDP P=1: no changes allowed");
    }
    List<FieldLock> locks = file.locks();
    List<PdfSignatureField> fields = file.signatureFields();
    if (wanted != null) {
      return named(fields, locks, wanted);
    }
    if (!elsewhere) {
      for (PdfSignatureField field : fields) {
        if (isFree(field) && !isLocked(locks, field.name())) {
          return new Existing(field);
        }
      }
    }
    if (permissions != Permissions.ANY_CHANGE) {
      return new Forbidden(
          Reason.NEW_FIELD_FORBIDDEN,
          "A certification (DocMDP P=2 or 3) or the owner of the encrypted file allows signing in "
              + "empty signature fields only, and none is left for this");
    }
    String name = freshName(file.fields());
    return isLocked(locks, name)
        ? new Forbidden(
            Reason.FIELD_LOCKED, "An earlier signature locks all fields, also new ones (FieldMDP)")
        : new Fresh(name);
  }

  /** A new field for a document time-stamp, which no permission forbids (ISO 32000-2, 12.8.2.2). */
  static Fresh forTimeStamp(PdfFile file) {
    return new Fresh(freshName(file.fields()));
  }

  private static FieldChoice named(
      List<PdfSignatureField> fields, List<FieldLock> locks, String wanted) {
    for (PdfSignatureField field : fields) {
      if (field.name().equals(wanted)) {
        if (!isFree(field)) {
          return new Forbidden(
              Reason.NO_SUCH_FIELD, "The signature field is signed already: " + wanted);
        }
        return isLocked(locks, wanted)
            ? new Forbidden(Reason.FIELD_LOCKED, "An earlier signature locks the field: " + wanted)
            : new Existing(field);
      }
    }
    return new Forbidden(Reason.NO_SUCH_FIELD, "There is no signature field of this name");
  }

  private static boolean isFree(PdfSignatureField field) {
    return field.signature().isEmpty() && field.field().reference() != null;
  }

  private static boolean isLocked(List<FieldLock> locks, String name) {
    return locks.stream().anyMatch(lock -> lock.locks(name));
  }

  private static String freshName(List<PdfField> fields) {
    Set<String> taken = new HashSet<>();
    for (PdfField field : fields) {
      int dot = field.name().indexOf('.');
      taken.add(dot < 0 ? field.name() : field.name().substring(0, dot));
    }
    int number = 1;
    while (taken.contains("Signature" + number)) {
      number++;
    }
    return "Signature" + number;
  }
}
