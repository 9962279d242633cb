package vn.antin.agent;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * A code as an administrator read it out: 26 symbols of Crockford's base 32 and two that tell
 * typing errors, their remainder modulo 1021. Prints nothing of itself.
 *
 * @see <a href="https://www.crockford.com/base32.html">Base 32 by Douglas Crockford</a>
 */
final class RegistrationCode {

  static final String MISTYPED =
      "Mã đăng ký gõ sai: mã có 7 nhóm 4 ký tự, ví dụ PYNP-ZEY0-…; hãy đối chiếu lại từng nhóm.";

  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 28;
  private static final int LONGEST_TYPED = 100;
  private static final BigInteger CHECK = BigInteger.valueOf(1021);
  private static final BigInteger CHECKED = BigInteger.ONE.shiftLeft(10);

  private final String symbols;

  private RegistrationCode(String symbols) {
    this.symbols = symbols;
  }

  /** In small letters or capitals, with O for 0, I and L for 1, hyphens and spaces or none. */
  static Optional<RegistrationCode> parse(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    String symbols =
        typed
            .replaceAll("[-\\s]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (symbols.length() != LENGTH || symbols.chars().anyMatch(each -> SYMBOLS.indexOf(each) < 0)) {
      return Optional.empty();
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < LENGTH; i++) {
      number = number.shiftLeft(5).or(BigInteger.valueOf(SYMBOLS.indexOf(symbols.charAt(i))));
    }
    return number.shiftRight(10).mod(CHECK).equals(number.mod(CHECKED))
        ? Optional.of(new RegistrationCode(symbols))
        : Optional.empty();
  }

  /** All symbols without hyphens, as they are signed and sent. */
  String symbols() {
    return symbols;
  }

  @Override
  public String toString() {
    return "RegistrationCode[hidden]";
  }
}
