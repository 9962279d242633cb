package vn.antin.signing.signature;

import vn.antin.signing.certificate.Holder;
import vn.antin.signing.image.SignatureImages;
import vn.antin.signing.problem.Problem;

/**
 * Reads how a document is to be signed from what a client sends. The one place where that is
 * judged. Thread-safe.
 */
public final class ParametersReading {
  private final SignatureImages images;
  private final Levels levels;

  ParametersReading(SignatureImages images, Levels levels) {
    this.images = images;
    this.levels = levels;
  }

  /**
   * Strictly: what is odd is refused, never dropped.
   *
   * @param holder whose credential signs: only their own picture is drawn, and it is the one they
   *     have now
   * @throws vn.antin.signing.problem.SigningException INVALID_REQUEST, LEVEL_NOT_OFFERED, or
   *     APPEARANCE_REFUSED when there is no such picture
   */
  public SigningParameters read(ParametersForm form, Holder holder) {
    var read = form.read(look -> picture(look, holder));
    if (!levels.offers(read.level())) {
      throw Problem.LEVEL_NOT_OFFERED.because("no time-stamps are configured");
    }
    return read;
  }

  private LookImage picture(LookForm look, Holder holder) {
    if ("seal".equals(look.kind()) != (holder instanceof Holder.Seal)) {
      throw LookForm.wrong("shows a person's signature or a seal as the credential is");
    }
    return images
        .current(holder)
        .map(found -> new LookImage(found.id(), found.sha256(), found.width()))
        .filter(look::names)
        .orElseThrow(() ->
            Problem.APPEARANCE_REFUSED
                .because("the holder has no such picture")
                .showing("reason", "no-image"));
  }
}
