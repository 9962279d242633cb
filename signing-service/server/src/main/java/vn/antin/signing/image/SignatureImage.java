package vn.antin.signing.image;

import java.math.BigDecimal;
import java.time.Instant;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Sha256;

/**
 * A picture in force.
 *
 * @param sha256 of the PNG
 * @param width on paper, in millimetres
 * @param height on paper, in millimetres
 */
public record SignatureImage(
    ImageId id,
    Holder holder,
    Sha256 sha256,
    BigDecimal width,
    BigDecimal height,
    Instant createdAt) {}
