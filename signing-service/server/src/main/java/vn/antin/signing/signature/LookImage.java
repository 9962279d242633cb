package vn.antin.signing.signature;

import java.math.BigDecimal;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.image.ImageId;

/**
 * The picture that is drawn; another with the same id is not.
 *
 * @param width on paper in millimetres
 */
public record LookImage(ImageId id, Sha256 sha256, BigDecimal width) {
  public LookImage {
    width = LookPlace.normal(width);
  }
}
