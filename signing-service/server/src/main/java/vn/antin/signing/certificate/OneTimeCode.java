package vn.antin.signing.certificate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * A code that proves once who somebody is, and is read out over the telephone: 130 random bits in
 * Crockford's base 32, then their remainder modulo the prime 1021 in two more symbols, which tells
 * every mistyped symbol and every two neighbours that changed places. Prints nothing of itself.
 *
 * @see <a href="https://www.crockford.com/base32.html">Base 32 by Douglas Crockford</a>
 */
public final class OneTimeCode {
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int RANDOM_BITS = 130;
  private static final int LENGTH = 28;
  private static final int LONGEST_TYPED = 100;
  private static final BigInteger CHECK = BigInteger.valueOf(1021);

  private final String symbols;

  private OneTimeCode(String symbols) {
    this.symbols = symbols;
  }

  public static OneTimeCode random(SecureRandom random) {
    return of(new BigInteger(RANDOM_BITS, random));
  }

  static OneTimeCode of(BigInteger number) {
    var rest = number.shiftLeft(10).or(number.mod(CHECK));
    var symbols = new StringBuilder(LENGTH);
    for (var i = LENGTH - 1; i >= 0; i--) {
      symbols.append(SYMBOLS.charAt(rest.shiftRight(5 * i).intValue() & 31));
    }
    return new OneTimeCode(symbols.toString());
  }

  /** In small letters or capitals, with O for 0, I and L for 1, hyphens and spaces or none. */
  public static Optional<OneTimeCode> parse(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    var symbols =
        typed
            .replaceAll("[-\\s]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (symbols.length() != LENGTH || symbols.chars().anyMatch(each -> SYMBOLS.indexOf(each) < 0)) {
      return Optional.empty();
    }
    var number = BigInteger.ZERO;
    for (var i = 0; i < LENGTH; i++) {
      number = number.shiftLeft(5).or(BigInteger.valueOf(SYMBOLS.indexOf(symbols.charAt(i))));
    }
    var code = of(number.shiftRight(10));
    return code.symbols.equals(symbols) ? Optional.of(code) : Optional.empty();
  }

  /** All symbols without hyphens, as they are signed. */
  public String symbols() {
    return symbols;
  }

  /** Seven groups of four. */
  public String grouped() {
    return symbols.replaceAll(".{4}(?!$)", "$0-");
  }

  /** SHA-256; all that is stored. */
  public byte[] hash() {
    return Certificates.sha256(symbols.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "OneTimeCode[hidden]";
  }
}
