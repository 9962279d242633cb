package vn.antin.signing.signature;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.engine.appearance.CopyKind;
import vn.antin.signing.image.ImageId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/**
 * The JSON form of a {@link SignatureLook}.
 *
 * @param kind {@code none}, {@code person}, {@code seal}, {@code annex} or {@code copy}
 * @param image of person and seal; the holder's own when left out
 * @param imageSha256 base64; the picture must be this one when it is given
 * @param imageWidth millimetres; answered, never asked for
 * @param number and notation of the document that an annex belongs to
 * @param copy {@code SAO_Y}, {@code SAO_LUC} or {@code TRICH_SAO}
 * @param agency that made a copy
 */
public record LookForm(
    @Nullable String kind,
    @Nullable UUID image,
    @Nullable String imageSha256,
    @Nullable BigDecimal imageWidth,
    @Nullable PlaceForm place,
    @Nullable String number,
    @Nullable String copy,
    @Nullable String agency) {

  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_AGENCY = 200;

  /** Says which picture a look shows. */
  interface Pictures {
    LookImage choose(LookForm form);
  }

  @Nullable SignatureLook read(Pictures pictures) {
    var spot = place == null ? null : place.read();
    var drawn = "person".equals(kind) || "seal".equals(kind);
    if ((!drawn && (image != null || imageSha256 != null || imageWidth != null))
        || (!"annex".equals(kind) && number != null)
        || (!"copy".equals(kind) && (copy != null || agency != null))) {
      throw wrong("holds what its kind does not show");
    }
    return switch (kind) {
      case "none" -> {
        if (spot != null) {
          throw wrong("of kind none has no place");
        }
        yield null;
      }
      case "person" -> {
        if (spot == null) {
          throw wrong("of kind person needs a place");
        }
        yield new SignatureLook.Person(pictures.choose(this), spot);
      }
      case "seal" -> new SignatureLook.Seal(pictures.choose(this), spot);
      case "annex" -> new SignatureLook.Annex(text("number", number, LONGEST_NUMBER), spot);
      case "copy" ->
          new SignatureLook.Copy(copyKind(), text("agency", agency, LONGEST_AGENCY), spot);
      case null, default -> throw wrong("has a kind: none, person, seal, annex or copy");
    };
  }

  /** The same look with the picture of whoever signs. */
  public LookForm withoutPicture() {
    return new LookForm(kind, null, null, null, place, number, copy, agency);
  }

  /** The same look in another place. */
  public LookForm at(PlaceForm other) {
    return new LookForm(kind, image, imageSha256, imageWidth, other, number, copy, agency);
  }

  static LookForm of(SignatureLook look) {
    var shown = look.image();
    var place = look.place();
    return new LookForm(
        look.kind(),
        shown == null ? null : shown.id().value(),
        shown == null ? null : shown.sha256().base64(),
        shown == null ? null : shown.width(),
        place == null ? null : PlaceForm.of(place),
        look instanceof SignatureLook.Annex(var of, _) ? of : null,
        look instanceof SignatureLook.Copy(var made, _, _) ? made.name() : null,
        look instanceof SignatureLook.Copy(_, var by, _) ? by : null);
  }

  /** Whether it names this picture, or leaves open which. */
  boolean names(LookImage chosen) {
    return (image == null || image.equals(chosen.id().value()))
        && (imageSha256 == null || imageSha256.equals(chosen.sha256().base64()))
        && (imageWidth == null || imageWidth.compareTo(chosen.width()) == 0);
  }

  /** The picture as a stored form names it. */
  LookImage named() {
    if (image == null || imageSha256 == null || imageWidth == null) {
      throw new IllegalStateException("A stored look names its picture");
    }
    return new LookImage(new ImageId(image), new Sha256(imageSha256), imageWidth);
  }

  private CopyKind copyKind() {
    return Arrays.stream(CopyKind.values())
        .filter(each -> each.name().equals(copy))
        .findFirst()
        .orElseThrow(() -> wrong("has a copy of SAO_Y, SAO_LUC or TRICH_SAO"));
  }

  private static String text(String what, @Nullable String value, int longest) {
    var read = Wording.read("appearance." + what, value, longest);
    if (read == null) {
      throw wrong("lacks " + what);
    }
    return read;
  }

  static SigningException wrong(String what) {
    return Problem.INVALID_REQUEST.because("appearance " + what);
  }
}
