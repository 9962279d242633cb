package vn.antin.signing.authority.lint;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.stream.IntStream;

/** RSA moduli that can be factored, as far as the modulus itself shows it. */
final class WeakRsa {
  private static final int SMALL = 752;
  private static final int FERMAT_ROUNDS = 100;
  private static final int GENERATOR = 65_537;

  private static final BigInteger SMALL_PRIMES =
      primes(3, SMALL).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);

  /** Primes modulo which few residues are powers of 65537. */
  private static final int[] ROCA_PRIMES = primes(11, 168).toArray();

  private static final BitSet[] ROCA_POWERS =
      IntStream.of(ROCA_PRIMES).mapToObj(WeakRsa::powers).toArray(BitSet[]::new);

  private WeakRsa() {}

  static boolean smallFactor(BigInteger modulus) {
    return !modulus.testBit(0) || !modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE);
  }

  /** Fermat's method finds primes that differ little within a few rounds. */
  static boolean closePrimes(BigInteger modulus) {
    var a = modulus.sqrt();
    if (a.multiply(a).compareTo(modulus) < 0) {
      a = a.add(BigInteger.ONE);
    }
    for (int round = 0; round < FERMAT_ROUNDS; round++) {
      var rest = a.multiply(a).subtract(modulus).sqrtAndRemainder();
      if (rest[1].signum() == 0) {
        return true;
      }
      a = a.add(BigInteger.ONE);
    }
    return false;
  }

  /**
   * Primes of the faulty library are powers of 65537 modulo a product of small primes, so their
   * product is one too, modulo each of these primes. A sound modulus passes for such with a
   * probability below 2^-25.
   */
  static boolean fingerprinted(BigInteger modulus) {
    for (int i = 0; i < ROCA_PRIMES.length; i++) {
      if (!ROCA_POWERS[i].get(modulus.mod(BigInteger.valueOf(ROCA_PRIMES[i])).intValue())) {
        return false;
      }
    }
    return true;
  }

  private static BitSet powers(int prime) {
    var powers = new BitSet(prime);
    var power = 1;
    while (!powers.get(power)) {
      powers.set(power);
      power = power * (GENERATOR % prime) % prime;
    }
    return powers;
  }

  private static IntStream primes(int from, int below) {
    return IntStream.range(from, below)
        .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0));
  }
}
