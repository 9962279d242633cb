package vn.antin.signing.dossier;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.engine.issuance.IssuanceStep;
import vn.antin.signing.engine.issuance.PageMark;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.web.HeavyWork;

/** Draws codes onto documents that nobody has signed, as new documents of the same owner. */
final class QrDrawing {
  private final Documents documents;
  private final HeavyWork places;

  QrDrawing(Documents documents, HeavyWork places) {
    this.documents = documents;
    this.places = places;
  }

  /**
   * The document with the address drawn on it.
   *
   * @throws SigningException APPEARANCE_REFUSED, with the reason, when it cannot be drawn
   */
  DocumentId draw(Document document, QrPlace place, String address) {
    return places.run(() -> drawn(document, place, address));
  }

  private DocumentId drawn(Document document, QrPlace place, String address) {
    var content =
        documents
            .content(document.owner(), document.id())
            .orElseThrow(() -> Problem.NOT_FOUND.because("document " + document.id()));
    try (var writer = documents.write(document.owner(), document.name(), Long.MAX_VALUE)) {
      switch (PageMark.draw(content, place.showing(address), address, writer)) {
        case IssuanceStep.Refused(var reason, var detail) ->
            throw refused(document.id(), word(reason), detail);
        case IssuanceStep.Written _ -> {
          writer.complete();
          writer.keep(document.pages());
        }
      }
      return writer.id();
    } finally {
      content.release();
    }
  }

  private static SigningException refused(
      DocumentId document, String reason, @Nullable String detail) {
    return Problem.APPEARANCE_REFUSED
        .because("the code cannot be drawn: " + reason + " " + detail)
        .showing("reason", reason)
        .showing("documentId", document.toString());
  }

  private static String word(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
