package vn.antin.signing.dossier;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.signature.LookForm;
import vn.antin.signing.submission.Wish;

/**
 * What an application sends to have results signed; checked by {@link ResultIntake}.
 *
 * @param type what the results are, in words that anyone may read: never a person's name
 * @param unit that issues them
 * @param title what officials see in their inbox
 * @param signers officials; left out when a standing order signs
 * @param copy SAO_Y, SAO_LUC or TRICH_SAO: the unit certifies copies with its seal
 */
record ResultWish(
    @Nullable String type,
    @Nullable UUID unit,
    @Nullable String title,
    @Nullable List<DocumentWish> documents,
    @Nullable List<Wish.SignerWish> signers,
    @Nullable OrderWish order,
    @Nullable String copy,
    @Nullable QrWish qr,
    @Nullable Instant deadline,
    Wish.@Nullable CallbackWish callback) {
  /**
   * A document stored before.
   *
   * @param dossier whose result it is; left out where the address names the dossier
   */
  record DocumentWish(
      @Nullable String dossier,
      @Nullable UUID documentId,
      @Nullable String title,
      @Nullable String number,
      @Nullable String notation) {}

  /** The standing order by which the unit's seal signs. */
  record OrderWish(@Nullable UUID id, @Nullable String level, @Nullable LookForm appearance) {}

  /**
   * Where the code is drawn; in the lower left margin of page 1 when left out.
   *
   * @param draw false when the application draws nothing, or draws the code itself
   * @param width in millimetres, with the white around it that scanners need
   */
  record QrWish(
      @Nullable Boolean draw,
      @Nullable Integer page,
      @Nullable String corner,
      @Nullable BigDecimal x,
      @Nullable BigDecimal y,
      @Nullable BigDecimal width) {}
}
