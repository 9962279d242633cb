package vn.antin.signing.engine.pdf.object;

import java.math.BigDecimal;

/** An integer or real number, kept as exactly as it was written. */
public record PdfNumber(BigDecimal value) implements PdfObject {

  public static PdfNumber of(long value) {
    return new PdfNumber(BigDecimal.valueOf(value));
  }

  /** A real number with at most five decimals, which is what readers keep. */
  public static PdfNumber of(double value) {
    BigDecimal rounded = BigDecimal.valueOf(Math.round(value * 100_000), 5).stripTrailingZeros();
    return new PdfNumber(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }

  public boolean isInteger() {
    return value.scale() <= 0;
  }

  /** Cut to the range of long. */
  public long longValue() {
    double rough = value.doubleValue();
    return Math.abs(rough) < 9e18 ? value.longValue() : (long) rough;
  }

  /** Cut to the range of int. */
  public int intValue() {
    return Math.clamp(longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public double doubleValue() {
    return value.doubleValue();
  }
}
