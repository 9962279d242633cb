package vn.antin.signing.signature;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.AppearanceWriter;
import vn.antin.signing.engine.appearance.Decree30;
import vn.antin.signing.engine.appearance.Layout;
import vn.antin.signing.engine.appearance.content.Picture;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.image.SignatureImages;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** Makes looks into what the engine draws, and says beforehand how they will turn out. */
final class LookDrawing {
  private final Decree30 decree = Decree30.defaults();
  private final SignatureImages images;

  LookDrawing(SignatureImages images) {
    this.images = images;
  }

  /**
   * What a signature made now shows.
   *
   * @throws SigningException APPEARANCE_REFUSED when the picture is not the approved one any more
   */
  @Nullable Appearance appearance(@Nullable SignatureLook look, Instant now) {
    return switch (look) {
      case null -> null;
      case SignatureLook.Person(var image, var place) ->
          decree.personal(picture(image), place.placement(decree.sealShare()));
      case SignatureLook.Seal(var image, var place) ->
          placed(decree.seal(picture(image), null), place);
      case SignatureLook.Annex(var number, var place) -> placed(decree.annex(number, now), place);
      case SignatureLook.Copy(var copy, var agency, var place) ->
          placed(decree.copy(copy, agency, now), place);
    };
  }

  /**
   * What a person should look at before the document is signed so.
   *
   * @throws SigningException APPEARANCE_REFUSED when it cannot be drawn
   */
  List<LookWarning> warnings(DocumentSource document, SignatureLook look, Instant now) {
    var appearance = appearance(look, now);
    if (appearance == null) {
      return List.of();
    }
    try {
      return switch (PdfFile.open(document)) {
        case Opening.Opened(PdfFile file) -> warnings(file, appearance);
        case Opening.Refused _ -> List.of(); // signing itself says why
      };
    } catch (BrokenPdf e) {
      return List.of();
    }
  }

  private static List<LookWarning> warnings(PdfFile file, Appearance appearance) {
    return switch (new AppearanceWriter(file, new PdfUpdate(file)).draw(appearance)) {
      case Layout.Undrawable(var reason, var detail) ->
          throw refused(PlaceForm.word(reason), detail);
      case Layout.Drawing drawing -> drawing.warnings().stream().map(LookWarning::of).toList();
    };
  }

  private Appearance placed(Appearance usual, @Nullable LookPlace place) {
    return place == null
        ? usual
        : new Appearance(place.placement(decree.sealShare()), usual.content());
  }

  private Picture picture(LookImage image) {
    return images
        .picture(image.id(), image.sha256(), image.width().doubleValue())
        .orElseThrow(() -> refused("no-image", "picture " + image.id() + " ended or is another"));
  }

  private static SigningException refused(String reason, String detail) {
    return Problem.APPEARANCE_REFUSED.because(detail).showing("reason", reason);
  }
}
