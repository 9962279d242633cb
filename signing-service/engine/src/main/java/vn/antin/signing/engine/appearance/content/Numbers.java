package vn.antin.signing.engine.appearance.content;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as PDF writes them: no exponent, four decimals at most. */
final class Numbers {

  private Numbers() {}

  static String decimal(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
