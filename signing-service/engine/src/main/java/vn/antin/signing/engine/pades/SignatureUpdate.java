package vn.antin.signing.engine.pades;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.Preparation.Refused;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.AppearanceWriter;
import vn.antin.signing.engine.appearance.Layout;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.pdf.FieldLock;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignatureField;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.Tail;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfString;

/** The incremental update that carries one signature. */
final class SignatureUpdate {

  /** Official documents show Vietnam time (Decree 30/2020, Annex I). */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'+07''00'''", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private final PdfFile file;
  private final PadesRequest request;
  private final Instant time;
  private final PdfUpdate update;
  private @Nullable Certification certification;
  private @Nullable FieldLock lock;

  SignatureUpdate(PdfFile file, PadesRequest request, Instant time) {
    this.file = file;
    this.request = request;
    this.time = time;
    this.update = new PdfUpdate(file);
    this.certification = request.certification();
    this.lock = request.lock();
  }

  /** A date as PDF writes it. */
  static String date(Instant time) {
    return DATE.format(time);
  }

  /** What becomes of it: the bytes to append, or why the document's author does not let us sign. */
  sealed interface Outcome {
    record Written(Tail tail) implements Outcome {}

    record NotAllowed(Refused refusal) implements Outcome {}
  }

  /**
   * Lays it out.
   *
   * @param capacity how many bytes of CMS must fit
   */
  Outcome write(int capacity) {
    Appearance appearance = request.appearance();
    String wanted = request.field();
    boolean elsewhere = appearance != null;
    if (wanted == null
        && appearance != null
        && appearance.placement() instanceof Placement.InField(String named)) {
      wanted = named;
    }
    return switch (FieldChoice.of(file, wanted, elsewhere)) {
      case FieldChoice.Forbidden(Reason reason, String detail) -> refuse(reason, detail);
      case FieldChoice.Fresh(String name) -> {
        Refused refused = certificationRefused();
        yield refused != null ? new Outcome.NotAllowed(refused) : signNew(name, capacity);
      }
      case FieldChoice.Existing(PdfSignatureField field) -> signExisting(field, capacity);
    };
  }

  private Outcome signNew(String name, int capacity) {
    Layout look = draw(request.appearance());
    if (look instanceof Layout.Undrawable undrawable) {
      return undrawable(undrawable);
    }
    PdfDictionary entries = shown(look).with("V", addSignature(capacity));
    if (lock != null) {
      entries = entries.with("Lock", update.add(lockDictionary(lock)));
    }
    SignatureFields fields = new SignatureFields(update);
    if (look instanceof Layout.Drawing drawing) {
      fields.add(name, drawing.page(), drawing.rect().array(), entries);
    } else {
      fields.addInvisible(name, entries);
    }
    return new Outcome.Written(update.write());
  }

  private Outcome signExisting(PdfSignatureField field, int capacity) {
    SeedValues seeds = new SeedValues(file, field.field().dictionary());
    if (certification == null
        && file.signatureFields().stream().noneMatch(SignatureUpdate::signed)) {
      certification = seeds.certification();
    }
    String unmet = seeds.unmet(request, certification);
    if (unmet != null) {
      return refuse(Reason.SEED_VALUE, "The field %s asks for %s".formatted(field.name(), unmet));
    }
    Refused refused = certificationRefused();
    if (refused != null) {
      return new Outcome.NotAllowed(refused);
    }
    if (field.lock().isPresent() && lock != null && !field.lock().get().equals(lock)) {
      return refuse(
          Reason.SEED_VALUE, "The field %s has a lock of its own".formatted(field.name()));
    }
    Appearance appearance = request.appearance();
    Layout look =
        draw(
            appearance == null
                ? null
                : new Appearance(new Placement.InField(field.name()), appearance.content()));
    if (look instanceof Layout.Undrawable undrawable) {
      return undrawable(undrawable);
    }
    PdfDictionary entries = PdfDictionary.EMPTY;
    if (field.lock().isPresent()) {
      lock = field.lock().get();
    } else if (lock != null) {
      entries = entries.with("Lock", update.add(lockDictionary(lock)));
    }
    PdfReference reference = field.field().reference();
    if (reference == null) {
      throw new IllegalStateException("A field that was chosen can be changed");
    }
    List<PdfReference> widgets = field.field().widgets();
    if (widgets.isEmpty() || widgets.getFirst().equals(reference)) {
      PdfObject normal = shown(look).get("AP");
      entries = normal == null ? entries : entries.with("AP", normal);
    } else {
      new SignatureFields(update).fill(widgets.getFirst(), shown(look));
    }
    new SignatureFields(update).fill(reference, entries.with("V", addSignature(capacity)));
    return new Outcome.Written(update.write());
  }

  private @Nullable Layout draw(@Nullable Appearance appearance) {
    return appearance == null ? null : new AppearanceWriter(file, update).draw(appearance);
  }

  private static PdfDictionary shown(@Nullable Layout look) {
    return look instanceof Layout.Drawing drawing
        ? PdfDictionary.EMPTY.with("AP", PdfDictionary.EMPTY.with("N", drawing.normalAppearance()))
        : PdfDictionary.EMPTY;
  }

  private static Outcome undrawable(Layout.Undrawable undrawable) {
    return refuse(Reason.APPEARANCE, undrawable.reason() + ": " + undrawable.detail());
  }

  private static boolean signed(PdfSignatureField field) {
    return field.signature().isPresent();
  }

  private @Nullable Refused certificationRefused() {
    if (certification == null) {
      return null;
    }
    return file.signatureFields().stream().anyMatch(SignatureUpdate::signed)
        ? new Refused(Reason.ALREADY_SIGNED, "Only the first signature can certify a document")
        : null;
  }

  private static Outcome refuse(Reason reason, String detail) {
    return new Outcome.NotAllowed(new Refused(reason, detail));
  }

  private PdfReference addSignature(int capacity) {
    PdfDictionary dictionary =
        PdfDictionary.ofType("Sig")
            .with("Filter", new PdfName("Adobe.PPKLite"))
            .with("SubFilter", new PdfName("ETSI.CAdES.detached"))
            .with("M", PdfString.of(date(time)));
    dictionary = text(dictionary, "Name", request.name());
    dictionary = text(dictionary, "Reason", request.reason());
    dictionary = text(dictionary, "Location", request.location());
    PdfArray references = references();
    if (references.size() > 0) {
      dictionary = dictionary.with("Reference", references);
    }
    PdfReference signature = update.addSignature(dictionary, capacity);
    if (certification != null) {
      PdfDictionary catalog = update.catalog();
      PdfDictionary permissions = update.dictionary(catalog.get("Perms"));
      update.catalog(catalog.with("Perms", permissions.with("DocMDP", signature)));
    }
    return signature;
  }

  private static PdfDictionary text(PdfDictionary dictionary, String name, @Nullable String text) {
    return text == null ? dictionary : dictionary.with(name, PdfString.of(text));
  }

  /** Signature references (ISO 32000-1 section 12.8.1, table 253). */
  private PdfArray references() {
    List<PdfObject> references = new ArrayList<>();
    if (certification != null) {
      references.add(
          reference(
              "DocMDP",
              PdfDictionary.ofType("TransformParams")
                  .with("P", PdfNumber.of(certification.permission()))
                  .with("V", new PdfName("1.2"))));
    }
    if (lock != null) {
      PdfObject catalog = file.trailer().get("Root");
      PdfDictionary locked =
          reference(
              "FieldMDP",
              lockEntries(PdfDictionary.ofType("TransformParams"), lock)
                  .with("V", new PdfName("1.2")));
      references.add(catalog == null ? locked : locked.with("Data", catalog));
    }
    return new PdfArray(references);
  }

  private static PdfDictionary reference(String method, PdfDictionary parameters) {
    return PdfDictionary.ofType("SigRef")
        .with("TransformMethod", new PdfName(method))
        .with("TransformParams", parameters);
  }

  private static PdfDictionary lockDictionary(FieldLock lock) {
    return lockEntries(PdfDictionary.ofType("SigFieldLock"), lock);
  }

  private static PdfDictionary lockEntries(PdfDictionary dictionary, FieldLock lock) {
    return switch (lock.action()) {
      case ALL -> dictionary.with("Action", new PdfName("All"));
      case INCLUDE -> dictionary.with("Action", new PdfName("Include")).with("Fields", names(lock));
      case EXCLUDE -> dictionary.with("Action", new PdfName("Exclude")).with("Fields", names(lock));
    };
  }

  private static PdfArray names(FieldLock lock) {
    return new PdfArray(lock.fields().stream().<PdfObject>map(PdfString::of).toList());
  }
}
