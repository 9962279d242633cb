package vn.antin.signing.engine.pdf;

import java.util.ArrayList;
import java.util.List;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.pdf.object.PdfDictionary;

/** What earlier signatures allow (ISO 32000-1 sections 12.8.2.2 and 12.8.2.4). */
final class ChangeRules {

  private final PdfFile file;

  ChangeRules(PdfFile file) {
    this.file = file;
  }

  Permissions permissions() {
    Permissions strictest = strictest(certification(), ofOwner());
    for (FieldLock lock : locks()) {
      if (lock.permission() != null) {
        strictest = strictest(strictest, permissions(lock.permission()));
      }
    }
    return strictest;
  }

  private static Permissions strictest(Permissions one, Permissions other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** An encrypted file is opened only when its fields may be filled. */
  private Permissions ofOwner() {
    EncryptedFile encryption = file.encryption();
    return encryption == null || encryption.allowsNewField()
        ? Permissions.ANY_CHANGE
        : Permissions.FILL_AND_SIGN;
  }

  private Permissions certification() {
    PdfDictionary perms = file.dictionary(file.catalog().get("Perms"));
    if (!(file.resolve(perms.get("DocMDP")) instanceof PdfDictionary signature)) {
      return Permissions.ANY_CHANGE;
    }
    for (PdfDictionary parameters : parameters(signature, "DocMDP")) {
      return permissions((int) file.number(parameters.get("P"), 2));
    }
    return Permissions.ANY_CHANGE;
  }

  private static Permissions permissions(int level) {
    return switch (level) {
      case 1 -> Permissions.NO_CHANGE;
      case 3 -> Permissions.ANNOTATE_AND_FILL;
      default -> Permissions.FILL_AND_SIGN;
    };
  }

  /** The locks of signatures that are there. */
  List<FieldLock> locks() {
    List<FieldLock> locks = new ArrayList<>();
    for (PdfSignatureField field : file.signatureFields()) {
      field
          .signature()
          .ifPresent(signature -> {
            field.lock().ifPresent(locks::add);
            for (PdfDictionary parameters : parameters(signature.dictionary(), "FieldMDP")) {
              locks.add(FieldLock.of(file, parameters));
            }
          });
    }
    return List.copyOf(locks);
  }

  private List<PdfDictionary> parameters(PdfDictionary signature, String method) {
    return file.array(signature.get("Reference")).stream()
        .map(file::dictionary)
        .filter(reference -> file.name(reference.get("TransformMethod")).equals(method))
        .map(reference -> file.dictionary(reference.get("TransformParams")))
        .toList();
  }
}
