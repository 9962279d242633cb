package vn.antin.signing.issuance;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentContent;
import vn.antin.signing.document.DocumentWriter;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.engine.appearance.Corner;
import vn.antin.signing.engine.appearance.Decree30;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Size;
import vn.antin.signing.engine.appearance.content.TextBlock;
import vn.antin.signing.engine.issuance.IssuanceForm;
import vn.antin.signing.engine.issuance.IssuancePlan;
import vn.antin.signing.engine.issuance.IssuanceStep;
import vn.antin.signing.engine.issuance.TextSlot;
import vn.antin.signing.image.SignatureImages;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;

/** Lays and fills the form of an issuance; each makes a new document of the owner. Thread-safe. */
public final class IssuanceForms {
  private static final double SEAL_MILLIMETRES = 36;

  private final Documents documents;
  private final SignatureImages images;
  private final Decree30 decree = Decree30.defaults();

  IssuanceForms(Documents documents, SignatureImages images) {
    this.documents = documents;
    this.images = images;
  }

  /**
   * A document that was written and is not visible before {@link DocumentWriter#keep}; close the
   * writer in any case.
   */
  public record Made(DocumentWriter writer, Sha256 hash, int pages) implements AutoCloseable {
    /** Makes it visible, in the caller's transaction. */
    public void keep() {
      writer.keep(pages);
    }

    @Override
    public void close() {
      writer.close();
    }
  }

  /**
   * Lays the fields of number, date, leader and seal.
   *
   * @param number where it goes; null for under the agency's name, as Annex I places it
   * @param date likewise; under the national motto
   * @throws vn.antin.signing.problem.SigningException ISSUANCE_REFUSED with a {@code reason}
   */
  public Made lay(
      Document document,
      UnitId unit,
      @Nullable Placement number,
      @Nullable Placement date,
      Placement leader) {
    var seal =
        images
            .current(new Holder.Seal(unit))
            .map(each -> size(each.width().doubleValue(), each.height().doubleValue()))
            .orElseGet(() -> size(SEAL_MILLIMETRES, SEAL_MILLIMETRES));
    var plan =
        new IssuancePlan(
            slot(number == null ? top(32) : number, 60, FontStyle.REGULAR, 13),
            slot(date == null ? top(99) : date, 90, FontStyle.ITALIC, 13),
            leader,
            new Size(decree.signatureWidth(), decree.signatureHeight()),
            seal,
            decree.sealShare());
    return made(document, (content, out) -> IssuanceForm.lay(content, plan, out));
  }

  /**
   * Writes number and notation, and place and date.
   *
   * @throws vn.antin.signing.problem.SigningException ISSUANCE_REFUSED with a {@code reason}
   */
  public Made fill(Document document, String numberAndNotation, String locality, LocalDate date) {
    return made(
        document,
        (content, out) ->
            IssuanceForm.fill(content, "Số: " + numberAndNotation, dated(locality, date), out));
  }

  /** As Annex I writes it: days to 9 and the months 1 and 2 with a zero before. */
  static String dated(String locality, LocalDate date) {
    var month = date.getMonthValue();
    return "%s, ngày %02d tháng %s năm %d"
        .formatted(
            locality,
            date.getDayOfMonth(),
            month < 3 ? "0" + month : Integer.toString(month),
            date.getYear());
  }

  private interface Step {
    IssuanceStep write(DocumentContent content, OutputStream out);
  }

  private Made made(Document document, Step step) {
    var content =
        documents
            .content(document.owner(), document.id())
            .orElseThrow(() -> Problem.NOT_FOUND.because("document " + document.id()));
    var writer = documents.write(document.owner(), document.name(), Long.MAX_VALUE);
    var handedOver = false;
    try {
      switch (step.write(content, writer)) {
        case IssuanceStep.Refused(var reason, var detail) ->
            throw Problem.ISSUANCE_REFUSED
                .because(reason + ": " + detail)
                .showing("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        case IssuanceStep.Written _ -> {
          var made = new Made(writer, writer.complete(), document.pages());
          handedOver = true;
          return made;
        }
      }
    } finally {
      if (!handedOver) {
        writer.close();
      }
    }
  }

  private static TextSlot slot(Placement place, double width, FontStyle style, double textSize) {
    return new TextSlot(place, size(width, 6), textSize, style, TextBlock.Alignment.CENTRE);
  }

  private static Placement top(double x) {
    return new Placement.AtPage(1, Corner.TOP_LEFT, Millimetres.of(x), Millimetres.of(35), null);
  }

  private static Size size(double width, double height) {
    return new Size(Millimetres.of(width), Millimetres.of(height));
  }
}
